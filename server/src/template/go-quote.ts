// Quotes strings and characters as Go's strconv does.

import { invalidByte, isInvalid } from "./go-string.ts";

const MAX_RUNE = 0x10ffff;
const escapes: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};

/** A string literal in double quotes; `asciiOnly` escapes all others, too (`%+q`). */
export function quote(text: string, asciiOnly = false): string {
  return `"${text.replace(/[^ !#-[\]-~]/gu, (rune) => escaped(rune, '"', asciiOnly))}"`;
}

/** A character literal in single quotes (`%q` of an integer). */
export function quoteRune(code: number, asciiOnly = false): string {
  const isScalar = code >= 0 && code <= MAX_RUNE && (code < 0xd800 || code > 0xdfff);
  return `'${escaped(String.fromCodePoint(isScalar ? code : 0xfffd), "'", asciiOnly)}'`;
}

/** Whether a raw string literal can hold it: no control characters but tabs, no back quote, valid UTF-8. */
export function canBackquote(text: string): boolean {
  return Array.from(text).every((rune) => {
    const code = rune.codePointAt(0)!;
    const isControl = (code < 0x20 && rune !== "\t") || code === 0x7f;
    return !isControl && rune !== "`" && rune !== "\ufeff" && !isInvalid(code);
  });
}

/** strconv.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
export function isPrint(rune: string): boolean {
  return rune === " " || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(rune);
}

function escaped(rune: string, quoteMark: string, asciiOnly: boolean): string {
  if (rune === quoteMark) return "\\" + rune;
  const named = escapes[rune];
  if (named) return named;
  const code = rune.codePointAt(0)!;
  if (isInvalid(code)) return "\\x" + hex(invalidByte(code), 2);
  if (code < 0x7f || !asciiOnly ? isPrint(rune) : false) return rune;
  if (code < 0x20 || code === 0x7f) return "\\x" + hex(code, 2);
  return code < 0x10000 ? "\\u" + hex(code, 4) : "\\U" + hex(code, 8);
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}
