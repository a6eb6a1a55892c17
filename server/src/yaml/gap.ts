// Moves through what stands between the tokens of a document: white space, line breaks, comments.

/** The offset of the first character at or behind `at` that is neither white space nor part of a comment. */
export function skipGap(text: string, at: number): number {
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 0x23) at = lineEnd(text, at) - 1;
    else if (!isBlank(c) && c !== 0xfeff) break;
  }
  return at;
}

/** The offset of the line break (or the text's end) at or behind `at`. */
export function lineEnd(text: string, at: number): number {
  for (; at < text.length; at++) if (isBreak(text.charCodeAt(at))) break;
  return at;
}

/** Where the `|` or `>` stands whose properties and indicators may begin at `at`. */
export function blockScalarStart(text: string, at: number): number {
  for (at = skipGap(text, at); at < text.length; at = skipGap(text, at + 1)) {
    const c = text[at];
    if (c === "|" || c === ">") break;
  }
  return at;
}

/** The end of the last line with content in a block scalar's lines; behind the header where there is none. */
export function lastContentEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  if (at > start) return Math.min(lineEnd(text, at), end);
  at = start;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Space, tab or line break. */
export function isBlank(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}

export function isBreak(c: number): boolean {
  return c === 0x0a || c === 0x0d;
}
