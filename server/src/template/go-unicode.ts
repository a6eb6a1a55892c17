// Go's character classes and its case mappings, which take one rune to one rune.

import { isInvalid } from "./go-string.ts";

/** unicode.IsSpace */
export function isSpace(rune: string): boolean {
  return /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(rune);
}

export function isUpper(rune: string): boolean {
  return /^\p{Lu}$/u.test(rune);
}

export function isLower(rune: string): boolean {
  return /^\p{Ll}$/u.test(rune);
}

export function isTitle(rune: string): boolean {
  return /^\p{Lt}$/u.test(rune);
}

export function isLetter(rune: string): boolean {
  return /^\p{L}$/u.test(rune);
}

export function isDigit(rune: string): boolean {
  return /^\p{Nd}$/u.test(rune);
}

export function isNumber(rune: string): boolean {
  return /^\p{N}$/u.test(rune);
}

export function isPunct(rune: string): boolean {
  return /^\p{P}$/u.test(rune);
}

/** strings.ToUpper: `ß` stays, for its capital would be two runes. */
export function upper(text: string): string {
  return mapped(text, upperRune);
}

/** strings.ToLower */
export function lower(text: string): string {
  return mapped(text, lowerRune);
}

export function upperRune(rune: string): string {
  const mapped = rune.toUpperCase();
  return isOne(mapped) ? mapped : (withIota(rune) ?? rune);
}

export function lowerRune(rune: string): string {
  // The dot above is a rune of its own in the full mapping.
  if (rune === "\u0130") return "i";
  const mapped = rune.toLowerCase();
  return isOne(mapped) ? mapped : rune;
}

/** unicode.ToTitle: the capital, but for digraphs such as `ǆ`, and for Georgian, which has none at the start of words. */
export function titleRune(rune: string): string {
  const code = rune.codePointAt(0)!;
  if (code >= 0x1c4 && code <= 0x1cc) return String.fromCodePoint(code - ((code - 0x1c4) % 3) + 1);
  if (code >= 0x1f1 && code <= 0x1f3) return "\u01f2";
  if (code >= 0x10d0 && code <= 0x10ff) return rune;
  return upperRune(rune);
}

function mapped(text: string, map: (rune: string) => string): string {
  if (/^[\u0020-\u007e\n]*$/.test(text)) return map === upperRune ? text.toUpperCase() : text.toLowerCase();
  let result = "";
  for (const rune of text) result += isInvalid(rune.codePointAt(0)!) ? "\ufffd" : map(rune);
  return result;
}

/** Greek letters with an iota below: their capital carries it beside in one rune. */
function withIota(rune: string): string | undefined {
  const code = rune.codePointAt(0)!;
  const inRows = code >= 0x1f80 && code <= 0x1faf;
  if (inRows) return (code & 8) === 0 ? String.fromCodePoint(code + 8) : rune;
  return code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? String.fromCodePoint(code + 9) : undefined;
}

function isOne(text: string): boolean {
  return text.length === 1 || (text.length === 2 && text.codePointAt(0)! > 0xffff);
}
