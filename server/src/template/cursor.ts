// Finds where in a half-typed action a cursor stands: in the tree that the text would have with a name at that place.

import type { Span } from "../base/span.ts";
import { parseTemplate } from "./parse.ts";
import { scopeAt, type Access, type Scope } from "./reading.ts";

export interface TemplateCursor {
  /** The name under the cursor, without its dot or quotes; empty where there is none. */
  readonly word: Span;
  readonly slot: TemplateSlot;
  readonly scope: Scope;
}

/**
 * `field`: behind a dot. `key`: in quotes, where a key of something is named. `inclusion`: in quotes, the name of a template.
 * `argument`: in quotes, of a method, such as `.Files.Get`. `variable`: behind a `$`. `name`: where an operand can begin.
 */
export type TemplateSlot =
  | { readonly kind: "field" | "key"; readonly access: Access }
  | { readonly kind: "inclusion" }
  | { readonly kind: "argument"; readonly method: string }
  | { readonly kind: "variable" }
  | { readonly kind: "name"; readonly isFirst: boolean; readonly isPiped: boolean };

/** Put in the place of the word. */
const NAME = "kubeClinicCursor";

/** Undefined where no name can stand: in text, comments, and strings that name nothing. */
export function templateCursorAt(text: string, offset: number): TemplateCursor | undefined {
  const open = actionBefore(text, offset);
  if (open === undefined) return undefined;
  const word = wordAround(text, offset);
  const before = text.slice(open, word.start);
  const quote = openQuote(before);
  const tail = tailBehind(text, word.end, quote);
  const isVariable = text[word.start - 1] === "$";
  const isField = text[word.start - 1] === ".";
  // `.5` is a number, and a lone dot is followed by its name.
  const changed = `${text.slice(0, word.start)}${NAME}${tail}${text.slice(word.end)}`;
  const scope = scopeAt(parseTemplate(changed), word.start) ?? scopeAt(parseTemplate(plain(text, open, word)), open + 3);
  if (!scope) return undefined;
  const found = [...scope.body.accesses].find(
    ({ start, end, name }) => start <= word.start && word.start <= end && name.includes(NAME),
  );
  if (found) return { word, scope, slot: { kind: found.kind, access: found } };
  if (quote !== "") return inQuotes(before, word, scope);
  if (isVariable) return { word, scope, slot: { kind: "variable" } };
  if (isField) return undefined;
  const isFirst = /^\{\{-?\s*$/.test(before);
  return { word, scope, slot: { kind: "name", isFirst, isPiped: /\|\s*$/.test(before) } };
}

function inQuotes(before: string, word: Span, scope: Scope): TemplateCursor | undefined {
  if (/\b(?:include|template|block|define)\s+["`][^"`]*$/.test(before)) return { word, scope, slot: { kind: "inclusion" } };
  const method = /([\w$.]+)\s+["`][^"`]*$/.exec(before)?.[1];
  return method?.includes(".") ? { word, scope, slot: { kind: "argument", method } } : undefined;
}

/** Where the action around the offset begins. */
function actionBefore(text: string, offset: number): number | undefined {
  const open = text.lastIndexOf("{{", offset - 1);
  if (open < 0 || open + 2 > offset) return undefined;
  const inside = text.slice(open + 2, offset);
  if (/^-?\s*\/\*/.test(inside) || closes(inside)) return undefined;
  return open;
}

/** `}}` outside of quotes. */
function closes(inside: string): boolean {
  return inside.replaceAll(/"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, "").includes("}}");
}

function openQuote(before: string): "" | '"' | "`" {
  const rest = before.replaceAll(/"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, "");
  return rest.includes('"') ? '"' : rest.includes("`") ? "`" : "";
}

/** What closes what is open, where nothing behind does. */
function tailBehind(text: string, end: number, quote: string): string {
  const line = /^[^\n]*/.exec(text.slice(end))![0];
  const close = line.indexOf("}}");
  const open = line.indexOf("{{");
  const own = close >= 0 && (open < 0 || close < open) ? line.slice(0, close) : undefined;
  const closing = quote !== "" && !(own ?? line).includes(quote) ? quote : "";
  return own === undefined ? `${closing} }}` : closing;
}

/** Only a bare name in the action: its scope is what is asked for. */
function plain(text: string, open: number, word: Span): string {
  const close = text.indexOf("}}", word.end);
  const next = text.indexOf("{{", word.end);
  const end = close >= 0 && (next < 0 || close < next) ? close + 2 : word.end;
  return `${text.slice(0, open)}{{ ${NAME} }}${text.slice(end)}`;
}

function wordAround(text: string, offset: number): Span {
  const inQuotes =
    /["`][\w./-]*$/.test(text.slice(Math.max(0, offset - 200), offset)) && openQuote(lineBefore(text, offset)) !== "";
  const part = inQuotes ? /[\w./-]/ : /[\p{L}\p{Nd}_]/u;
  let start = offset;
  let end = offset;
  while (start > 0 && part.test(text[start - 1]!)) start--;
  while (end < text.length && part.test(text[end]!)) end++;
  return { start, end };
}

function lineBefore(text: string, offset: number): string {
  const open = text.lastIndexOf("{{", offset - 1);
  return text.slice(Math.max(0, open), offset);
}
