// Suppression comments: which findings they silence, and which of them are not right.

import { memo } from "../base/memo.ts";
import { didYouMean } from "../base/nearest.ts";
import type { Span } from "../base/span.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import { lineOf, nextNode, type Cover } from "./cover.ts";
import { IGNORE, parseDirective, type Directive } from "./directive.ts";
import type { RuleIndex } from "./rule-index.ts";
import { rulesOfForeignId, rulesOfSource } from "./sources.ts";

export { suppressionText } from "./directive.ts";

/** A suppression comment as it is written; spans are relative to its document. */
export interface Suppression extends Directive {
  readonly covers: Cover;
}

/** What silenced a finding. */
export interface Silencer {
  readonly by: "comment" | "annotation";
  readonly reason: string | undefined;
  readonly until: string | undefined;
}

export interface SuppressionProblem extends Span {
  readonly severity: "warning";
  readonly message: string;
}

/** The comments of one file, ready to be asked. */
export interface FileSuppressions {
  /** What silences a finding of `rule` that starts at `start` in a document of the file. */
  find(document: YamlDocument, start: number, rule: string): Silencer | undefined;
  /** Offsets in the file, ascending. */
  readonly problems: readonly SuppressionProblem[];
}

/** Where a document stands in its file (a workspace's part is one). */
interface Piece {
  readonly document: YamlDocument;
  readonly offset: number;
}

/** The suppression comments of a document, in the order of its text. Costs one search where there is none. */
export const suppressionsOf = memo((document: YamlDocument): readonly Suppression[] => {
  const { text, comments } = document;
  if (!text.includes(IGNORE)) return none;
  return comments.flatMap((comment): readonly Suppression[] => {
    const directive = parseDirective(text, comment.start + 1, comment.end);
    if (!directive) return none;
    if (directive.form === "file") return [{ ...directive, covers: { kind: "file" } }];
    const sameLine = directive.form === "here" && !comment.ownLine;
    return [{ ...directive, covers: sameLine ? lineOf(document, comment) : nextNode(document, comment) }];
  });
});

/** `today` is YYYY-MM-DD: what ended before it silences nothing. */
export function suppressionsIn(pieces: readonly Piece[], index: RuleIndex, today: string): FileSuppressions {
  if (pieces.every(({ document }) => suppressionsOf(document).length === 0)) return nothing;
  const problems: SuppressionProblem[] = [];
  const fileWide: Active[] = [];
  const byDocument = new Map<YamlDocument, Active[]>();
  let ahead: Active[] = [];
  for (const [i, { document, offset }] of pieces.entries()) {
    const own = document.root ? ahead : [];
    if (document.root) ahead = [];
    for (const suppression of suppressionsOf(document)) {
      const report = (span: Span, message: string) =>
        problems.push({ start: span.start + offset, end: span.end + offset, severity: "warning", message });
      const active = activate(suppression, index, today, report);
      const { covers } = suppression;
      if (covers.kind === "nothing" || (covers.kind === "next-document" && !pieces.slice(i).some((piece) => piece.document.root)))
        report(suppression, "This suppression covers nothing: no node follows");
      if (covers.kind === "file") fileWide.push(active);
      else if (covers.kind === "next-document") ahead.push(active);
      else own.push(active);
    }
    byDocument.set(document, own);
  }
  return {
    problems,
    find: (document, start, rule) =>
      (
        byDocument.get(document)?.find((one) => one.silences(rule) && one.covers(start)) ??
        fileWide.find((one) => one.silences(rule))
      )?.silencer,
  };
}

/** What `kube-clinic.dev/ignore` and `kube-clinic.dev/ignore-reason` say; spans are offsets in the first one's text. */
export function annotationSuppression(
  ignore: string,
  reason: string | undefined,
  index: RuleIndex,
): { find(rule: string): Silencer | undefined; readonly problems: readonly SuppressionProblem[] } {
  const problems: SuppressionProblem[] = [];
  const words = [...ignore.matchAll(/[^\s,]+/g)].map(({ 0: text, index: start }) => ({ text, start, end: start + text.length }));
  const silences = ruleTest(words, index, ({ start, end }, message) =>
    problems.push({ start, end, severity: "warning", message }),
  );
  if (words.length === 0)
    problems.push({ start: 0, end: ignore.length, severity: "warning", message: "Name the rules to ignore, or `all`" });
  const silencer: Silencer = { by: "annotation", reason: reason?.trim() || undefined, until: undefined };
  return { problems, find: (rule) => (silences(rule) ? silencer : undefined) };
}

interface Active {
  readonly silencer: Silencer;
  silences(rule: string): boolean;
  covers(start: number): boolean;
}

/** Whether a comment that covers a place silences a rule there, on the day `today`. */
export function silences({ ids, reason, until }: Directive, rule: string, index: RuleIndex, today: string): Silencer | undefined {
  const isOver = until !== undefined && until < today;
  return !isOver && ruleTest(ids, index, () => {})(rule) ? { by: "comment", reason, until } : undefined;
}

type Report = (span: Span, message: string) => void;

const none: readonly never[] = [];
const nothing: FileSuppressions = { find: () => undefined, problems: none };

function activate(
  { ids, reason, until, problem, covers, ...at }: Suppression,
  index: RuleIndex,
  today: string,
  report: Report,
): Active {
  if (problem) report(problem, problem.text);
  const isOver = until !== undefined && until < today;
  if (isOver) report(at, `This suppression ended on \`${until}\` and no longer applies`);
  const silences = ruleTest(ids, index, report);
  const span = covers.kind === "span" ? covers.span : undefined;
  return {
    silencer: { by: "comment", reason, until },
    silences: isOver ? () => false : silences,
    covers: (start) => covers.kind !== "nothing" && (!span || (span.start <= start && start <= span.end)),
  };
}

/** Whether a rule is named: by its id, by `tool:id` of another tool, by `all`. */
function ruleTest(
  words: readonly (Span & { readonly text: string })[],
  index: RuleIndex,
  report: Report,
): (rule: string) => boolean {
  const rules = new Set<string>();
  let all = false;
  for (const { text, ...span } of words) {
    const [tool = "", ...rest] = text.split(":");
    const found = index.has(text) ? [text] : rest.length > 0 ? rulesOfSource(index, tool, rest.join(":")) : [];
    for (const rule of found) rules.add(rule);
    if (text === "all") all = true;
    else if (found.length === 0) report(span, `Unknown rule \`${text}\`${hint(text, index)}`);
  }
  return (rule) => all || rules.has(rule);
}

/** Another tool's bare id leads to our rule. */
function hint(text: string, index: RuleIndex): string {
  const [own] = rulesOfForeignId(index, text);
  return own === undefined ? didYouMean(text, [...index.keys(), "all"]) : ` (did you mean \`${own}\`?)`;
}
