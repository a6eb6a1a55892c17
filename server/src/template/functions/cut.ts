// Strings made shorter: trim, trunc, substr and their kin.

import { byteLength, isAscii, runesOf, sliceBytes, unitOffset } from "../go-string.ts";
import { isSpace } from "../go-unicode.ts";
import { replaced, sliced } from "../traced-text.ts";
import type { CallContext } from "../function.ts";
import type { Traced } from "../value.ts";
import { fixed, int, text } from "./define.ts";
import type { Family } from "./define.ts";

export const cutting: Family = {
  trim: fixed(["string"], ([arg]) => trimmed(text(arg), isSpace)),
  trimAll: fixed(["string", "string"], ([cutset, arg]) => trimmedOf(text(cutset).value, text(arg))),
  trimall: fixed(["string", "string"], ([cutset, arg]) => trimmedOf(text(cutset).value, text(arg))),
  trimPrefix: fixed(["string", "string"], ([prefix, arg]) => {
    const whole = text(arg);
    const { length } = text(prefix).value;
    return whole.value.startsWith(text(prefix).value) ? sliced(whole, length) : whole;
  }),
  trimSuffix: fixed(["string", "string"], ([suffix, arg]) => {
    const whole = text(arg);
    const { length } = text(suffix).value;
    return whole.value.endsWith(text(suffix).value) ? sliced(whole, 0, whole.value.length - length) : whole;
  }),
  trunc: fixed(["int", "string"], ([count, arg]) => truncated(int(count), text(arg))),
  substr: fixed(["int", "int", "string"], ([start, end, arg], context) => substring(int(start), int(end), text(arg), context)),
  abbrev: fixed(["int", "string"], ([width, arg]) => {
    const whole = text(arg);
    return int(width) < 4 ? whole : replaced(whole, abbreviated(whole.value, 0, int(width)));
  }),
  abbrevboth: fixed(["int", "int", "string"], ([left, right, arg]) => {
    const whole = text(arg);
    const isTooNarrow = int(right) < 4 || (int(left) > 0 && int(right) < 7);
    return isTooNarrow ? whole : replaced(whole, abbreviated(whole.value, int(left), int(right)));
  }),
};

function trimmedOf(cutset: string, whole: Traced<string>): Traced<string> {
  const runes = new Set(runesOf(cutset));
  return trimmed(whole, (rune) => runes.has(rune));
}

function trimmed(whole: Traced<string>, isCut: (rune: string) => boolean): Traced<string> {
  const { value } = whole;
  let [from, to] = [0, value.length];
  while (from < to) {
    const rune = String.fromCodePoint(value.codePointAt(from)!);
    if (!isCut(rune)) break;
    from += rune.length;
  }
  while (to > from) {
    const width = to - from > 1 && (value.codePointAt(to - 2) ?? 0) > 0xffff ? 2 : 1;
    if (!isCut(value.slice(to - width, to))) break;
    to -= width;
  }
  return sliced(whole, from, to);
}

/** Bytes are counted; a negative count keeps the end. */
function truncated(count: number, whole: Traced<string>): Traced<string> {
  const length = byteLength(whole.value);
  if (count < 0 && length + count > 0) return cut(whole, length + count, length);
  return count >= 0 && length > count ? cut(whole, 0, count) : whole;
}

function substring(start: number, end: number, whole: Traced<string>, context: CallContext): Traced<string> {
  const length = byteLength(whole.value);
  const outOfRange = (range: string) => context.fail(`runtime error: slice bounds out of range ${range}`);
  if (start < 0) {
    if (end < 0) return outOfRange(`[:${end}]`);
    return end > length ? outOfRange(`[:${end}] with length ${length}`) : cut(whole, 0, end);
  }
  const to = end < 0 || end > length ? length : end;
  return start > to ? outOfRange(`[${start}:${to}]`) : cut(whole, start, to);
}

/** By bytes. */
function cut(whole: Traced<string>, from: number, to: number): Traced<string> {
  if (isAscii(whole.value)) return sliced(whole, from, to);
  const bytes = sliceBytes(whole.value, from, to);
  const part = sliced(whole, unitOffset(whole.value, from), unitOffset(whole.value, to));
  // Otherwise a letter was cut in half.
  return part.value === bytes ? part : replaced(whole, bytes);
}

/** Shortened to `width` bytes with `...` behind; from `offset` on also before. */
function abbreviated(whole: string, offset: number, width: number): string {
  const length = byteLength(whole);
  if (width < 4) return "";
  if (length <= width) return whole;
  const start = Math.min(offset, length, Math.max(length - (width - 3), 0));
  if (start <= 4) return sliceBytes(whole, 0, width - 3) + "...";
  if (width < 7) return "";
  const tail = sliceBytes(whole, start, length);
  if (start + width - 3 < length) return "..." + abbreviated(tail, 0, width - 3);
  return "..." + sliceBytes(whole, length - (width - 3), length);
}
