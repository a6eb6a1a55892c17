// Go's strings as bytes: their lengths, slices and runes, kept in JavaScript's strings.

/**
 * Go's strings are bytes, JavaScript's are UTF-16. A byte that is not part of valid UTF-8 (`trunc` may cut a letter in half,
 * `b64dec` may give anything) is kept as the lone surrogate U+DC80…U+DCFF, so nothing is lost on the way through.
 */
const INVALID = 0xdc00;

const encoder = new TextEncoder();

/** How many bytes the string has in Go. */
export function byteLength(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (isHigh(unit) && isLow(text.charCodeAt(i + 1))) {
      length += 4;
      i++;
    } else length += isLow(unit) ? 1 : 3;
  }
  return length;
}

export function toBytes(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const rune of text) {
    const code = rune.codePointAt(0)!;
    if (isLow(code)) bytes.push(code - INVALID);
    else bytes.push(...encoder.encode(rune));
  }
  return Uint8Array.from(bytes);
}

export function fromBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeBroken(bytes);
  }
}

/** Whether bytes and UTF-16 code units are the same in it. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}

/** `text[from:to]` in bytes. Both lie within the string. */
export function sliceBytes(text: string, from: number, to: number): string {
  if (isAscii(text)) return text.slice(from, to);
  return fromBytes(toBytes(text).subarray(from, to));
}

/** The UTF-16 offset of a byte offset; one inside a rune counts as the rune's start. */
export function unitOffset(text: string, byte: number): number {
  let bytes = 0;
  let units = 0;
  for (const rune of text) {
    bytes += byteLength(rune);
    if (bytes > byte) break;
    units += rune.length;
  }
  return units;
}

/** The string's runes; a byte that is no part of one counts as one. */
export function runesOf(text: string): string[] {
  return Array.from(text);
}

/** A rune as a number; an invalid byte is U+FFFD to Go. */
export function codeOf(rune: string): number {
  const code = rune.codePointAt(0)!;
  return isInvalid(code) ? 0xfffd : code;
}

/** With U+FFFD for each byte that is not UTF-8. */
export function withoutInvalid(text: string): string {
  return text.replace(/[\udc80-\udcff]/gu, "\ufffd");
}

/** Of a code from `codePointAt`: it stands for a byte that is not UTF-8. */
export function isInvalid(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

/** The byte it stands for. */
export function invalidByte(code: number): number {
  return code - INVALID;
}

/** Go's order of strings: by bytes, which is by code points. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    // Surrogates stand for code points above all others, yet their units are below U+E000.
    return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

/** Go takes a byte that starts no valid sequence alone, and goes on behind it. */
function decodeBroken(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes[at]!);
    let rune: string | undefined;
    if (length > 0 && at + length <= bytes.length) {
      try {
        rune = decoder.decode(bytes.subarray(at, at + length));
      } catch {
        rune = undefined;
      }
    }
    text += rune ?? String.fromCharCode(INVALID + bytes[at]!);
    at += rune === undefined ? 1 : length;
  }
  return text;
}

/** How many bytes the first one promises; 0: it cannot be the first. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
