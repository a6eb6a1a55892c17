// Looks ahead in the text of a broken document: where keys, strings and lines end.

import { isBlank, isBreak } from "./gap.ts";

export function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x09;
}

/** White space or the end of the text. */
export function endsToken(c: number): boolean {
  return Number.isNaN(c) || isBlank(c);
}

/** `,` `[` `]` `{` `}` */
export function isFlowIndicator(c: number): boolean {
  return c === 0x2c || c === 0x5b || c === 0x5d || c === 0x7b || c === 0x7d;
}

/** The next character that is neither space nor tab. */
export function skipSpaces(text: string, at: number): number {
  let i = at;
  while (isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** The next character that is no white space. */
export function skipBlanks(text: string, at: number): number {
  let i = at;
  while (i < text.length && isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** The start of the line of `at`; what lies before `from` is not looked at. */
export function lineStartOf(text: string, at: number, from = 0): number {
  let i = at;
  while (i > from && !isBreak(text.charCodeAt(i - 1))) i--;
  return i;
}

/** Behind the line break at `at`. */
export function nextLine(text: string, at: number): number {
  return Math.min(text.length, at + (text.startsWith("\r\n", at) ? 2 : 1));
}

/** Whether the first line with content at or behind the start of a line has more than `n` spaces before it. */
export function isDeeper(text: string, at: number, n: number): boolean {
  let spaces = 0;
  let counting = true;
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isBreak(c)) {
      spaces = 0;
      counting = true;
    } else if (c === 0x20 && counting) spaces++;
    else if (isSpace(c)) counting = false;
    else break;
  }
  return spaces > n;
}

/** The offset of a `: ` at or behind `at` in its line and before a comment, or -1. */
export function plainColon(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isBreak(c)) return -1;
    if (c === COLON && endsToken(text.charCodeAt(i + 1))) return i;
    if (c === 0x23 && i > at && isSpace(text.charCodeAt(i - 1))) return -1;
  }
  return -1;
}

/** The end of the line's text at `at`, without a comment and without spaces before it. */
export function contentEnd(text: string, at: number): number {
  let end = at;
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isBreak(c) || (c === 0x23 && i > at && isSpace(text.charCodeAt(i - 1)))) break;
    if (!isSpace(c)) end = i + 1;
  }
  return end;
}

/** Whether a string begins at `at` that ends in its line and has a colon behind it. */
export function isQuotedKey(text: string, at: number): boolean {
  const end = quoteEnd(text, at);
  return end >= 0 && text[skipSpaces(text, end)] === ":";
}

/** Where the colon of a key stands that begins at `at` and ends in its line, or -1. */
export function findKeyColon(text: string, at: number, templateEnd: (at: number) => number): number {
  const start = skipProperties(text, at);
  const c = text.charCodeAt(start);
  if (c === COLON && endsToken(text.charCodeAt(start + 1))) return start;
  if (Number.isNaN(c) || isBreak(c) || c === 0x23) return -1;
  if ((c === 0x2d || c === 0x3f) && endsToken(text.charCodeAt(start + 1))) return -1;
  if (c === 0x7c || c === 0x3e) return -1;
  if (text.startsWith("{{", start)) return plainColon(text, Math.max(start, templateEnd(start)));
  const end = closedKeyEnd(text, start);
  if (end === undefined) return plainColon(text, start);
  const colon = end < 0 ? -1 : skipSpaces(text, end);
  return text.charCodeAt(colon) === COLON && endsToken(text.charCodeAt(colon + 1)) ? colon : -1;
}

const COLON = 0x3a;

/** The end of a quoted key, an alias or a flow collection, -1 where it does not end in the line; undefined for other keys. */
function closedKeyEnd(text: string, at: number): number | undefined {
  const c = text.charCodeAt(at);
  if (c === 0x22 || c === 0x27) return quoteEnd(text, at);
  if (c === 0x5b || c === 0x7b) return bracketEnd(text, at);
  if (c !== 0x2a) return undefined;
  let end = at;
  while (!endsToken(text.charCodeAt(end))) end++;
  return end;
}

function skipProperties(text: string, at: number): number {
  let i = at;
  for (let c = text.charCodeAt(i); c === 0x26 || c === 0x21; c = text.charCodeAt(i)) {
    while (!endsToken(text.charCodeAt(i))) i++;
    i = skipSpaces(text, i);
  }
  return i;
}

/** Behind the closing quote in this line, or -1. */
function quoteEnd(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isBreak(c)) return -1;
    if (c === 0x5c && quote === 0x22) i++;
    else if (c === quote) {
      if (quote === 0x22 || text.charCodeAt(i + 1) !== quote) return i + 1;
      i++;
    }
  }
  return -1;
}

/** Behind the bracket in this line that closes the one at `at`, or -1. */
function bracketEnd(text: string, at: number): number {
  let open = 0;
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isBreak(c)) return -1;
    if (c === 0x5b || c === 0x7b) open++;
    else if (c === 0x5d || c === 0x7d) open--;
    else if ((c === 0x22 || c === 0x27) && startsToken(text.charCodeAt(i - 1))) {
      i = quoteEnd(text, i) - 1;
      if (i < 0) return -1;
    }
    if (open === 0) return i + 1;
  }
  return -1;
}

/** Whether a quote behind this character opens a string rather than stands in a plain one. */
function startsToken(before: number): boolean {
  return endsToken(before) || isFlowIndicator(before) || before === COLON;
}
