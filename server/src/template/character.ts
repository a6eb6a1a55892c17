// Tells characters apart as Go's template lexer does.

import { isPrint } from "./go-quote.ts";

const ALPHANUMERIC = /[\p{L}\p{Nd}_]/u;
/* What an ASCII character can be. */
export const WORD = 1;
export const ENDS_WORD = 2;
export const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const c = String.fromCharCode(code);
  return (/\w/.test(c) ? WORD : 0) | (/[ \t\r\n.,|:)(]/.test(c) ? ENDS_WORD : 0);
});

/** The whole rune at an offset; "" behind the end. */
export function runeAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** How many code units the letter, digit or underscore here has; 0: it is something else. */
export function wordWidth(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x80) return kinds[code]! & WORD ? 1 : 0;
  // NaN: behind the end.
  if (!(code >= 0x80)) return 0;
  const rune = runeAt(text, at);
  return ALPHANUMERIC.test(rune) ? rune.length : 0;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

/** Behind the letters, digits and underscores of ASCII from here on. */
export function asciiWordEnd(text: string, from: number): number {
  WORD_RUN.lastIndex = from;
  WORD_RUN.test(text);
  return WORD_RUN.lastIndex;
}

/** Behind the spaces from here on. */
export function trimLeft(text: string, from: number): number {
  // Mostly there is one, or none.
  if (!isSpace(text.charCodeAt(from))) return from;
  if (!isSpace(text.charCodeAt(from + 1))) return from + 1;
  SPACE_RUN.lastIndex = from;
  SPACE_RUN.test(text);
  return SPACE_RUN.lastIndex;
}

// Patterns run as machine code from the second time on, loops of ours only when they are hot: most templates are read once.
const WORD_RUN = /\w*/y;
const SPACE_RUN = /[ \t\r\n]*/y;

/** Where the spaces before `to` begin. */
export function trimRight(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Go's `%#U`. */
export function describeRune(rune: string): string {
  const code = rune.codePointAt(0) ?? 0xfffd;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return isPrint(rune) ? `${name} '${rune}'` : name;
}
