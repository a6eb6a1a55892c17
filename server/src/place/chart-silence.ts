// What silences findings of a chart in its own files: comments of values files, and comments of templates.

import { memo, memo2 } from "../base/memo.ts";
import { touches, type Span } from "../base/span.ts";
import { parseDirective, type Directive } from "../policy/directive.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import { silences, suppressionsIn, type Silencer } from "../policy/suppressions.ts";
import { partAt, type SourceFile } from "../workspace/file.ts";

/** What silences a rule at an offset of a values file. */
export function silencedInValues(
  file: SourceFile,
  offset: number,
  rule: string,
  index: RuleIndex,
  today: string,
): Silencer | undefined {
  if (!file.text.includes(WORD)) return undefined;
  const part = partAt(file, offset);
  return part && suppressionsOf(file, index, today).find(part.document, offset - part.offset, rule);
}

/** The same in the text of a template: comments of YAML and of the template language. */
export function silencedInTemplate(
  file: SourceFile,
  offset: number,
  rule: string,
  index: RuleIndex,
  today: string,
): Silencer | undefined {
  if (!file.text.includes(WORD)) return undefined;
  for (const { covers, directive } of commentsOf(file)) {
    const silencer = touches(covers, offset) ? silences(directive, rule, index, today) : undefined;
    if (silencer) return silencer;
  }
  return undefined;
}

const WORD = "kube-clinic-ignore";

const valuesSuppressions = memo2((_file: SourceFile, _index: RuleIndex) => new Map<string, ReturnType<typeof suppressionsIn>>());

function suppressionsOf(file: SourceFile, index: RuleIndex, today: string): ReturnType<typeof suppressionsIn> {
  const known = valuesSuppressions(file, index);
  let found = known.get(today);
  if (!found) known.set(today, (found = suppressionsIn(file.parts, index, today)));
  return found;
}

interface TemplateComment {
  readonly directive: Directive;
  readonly covers: Span;
}

const commentsOf: (file: SourceFile) => readonly TemplateComment[] = memo(({ text }) =>
  [...text.matchAll(/\{\{-?\s*\/\*([^]*?)\*\/\s*-?\}\}|#([^\n]*)/g)].flatMap((match): TemplateComment[] => {
    const inner = match[1] ?? match[2] ?? "";
    const start = match.index + match[0].indexOf(inner, 1);
    const directive = parseDirective(text, start, start + inner.length);
    if (!directive) return [];
    const covers =
      directive.form === "file" ? { start: 0, end: text.length } : coverOf(text, match.index, match[0].length, directive);
    return [{ directive, covers }];
  }),
);

/** The line of a comment behind something; else the next line with text, and all lines below it that are indented deeper. */
function coverOf(text: string, start: number, length: number, { form }: Directive): Span {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const isOwnLine = text.slice(lineStart, start).trim() === "";
  if (form === "here" && !isOwnLine) return { start: lineStart, end: endOfLine(text, start) };
  let at = endOfLine(text, start + length - 1) + 1;
  while (at < text.length && text.slice(at, endOfLine(text, at)).trim() === "") at = endOfLine(text, at) + 1;
  const indent = indentAt(text, at);
  let end = endOfLine(text, at);
  for (let next = end + 1; next < text.length; next = endOfLine(text, next) + 1) {
    const line = text.slice(next, endOfLine(text, next));
    if (line.trim() !== "" && !line.trimStart().startsWith("{{") && indentAt(text, next) <= indent) break;
    end = next + line.length;
  }
  return { start: at, end };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The dash of an item counts as its indentation. */
function indentAt(text: string, at: number): number {
  return /^[ ]*/.exec(text.slice(at, at + 200))![0].length;
}
