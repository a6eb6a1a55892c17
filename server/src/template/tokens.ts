// The tokens of a template, also behind an action that can't be read.

import { memo } from "../base/memo.ts";
import { Lexer, type Comment, type Token } from "./lex.ts";
import type { ParsedText } from "./parsed-text.ts";

export interface Tokens {
  /** In order; text among them, errors too. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

export const tokensOf: (parsed: Pick<ParsedText, "text">) => Tokens = memo(({ text }) => {
  const lexer = new Lexer(text);
  const tokens: Token[] = [];
  let action = 0;
  for (let token = lexer.next(); token.kind !== "eof"; token = lexer.next()) {
    tokens.push(token);
    if (token.kind === "leftDelim") action = token.start;
    if (token.kind !== "error") continue;
    const next = resumeAt(text, Math.max(token.start, action + 2));
    if (next >= text.length) break;
    lexer.resume(next);
  }
  return { tokens, comments: lexer.comments };
});

/** The token that an offset lies in or touches; at the border of two the word. */
export function tokenAt({ tokens }: Tokens, offset: number): Token | undefined {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  const [before, here] = [tokens[low - 2], tokens[low - 1]];
  if (before && before.end === offset && here && !words.has(here.kind) && words.has(before.kind)) return before;
  return here && offset <= here.end ? here : undefined;
}

const words: ReadonlySet<Token["kind"]> = new Set<Token["kind"]>(["identifier", "field", "variable", "string", "rawString"]);

/** Behind the action, which ends with its line where another one comes before its `}}`. */
function resumeAt(text: string, from: number): number {
  const close = text.indexOf("}}", from);
  const open = text.indexOf("{{", from);
  if (close >= 0 && (open < 0 || close < open)) return close + 2;
  const line = text.indexOf("\n", from);
  return Math.min(...[line, open].filter((at) => at >= 0), text.length);
}
