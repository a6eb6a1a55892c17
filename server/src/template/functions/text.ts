// Strings asked, split and put together: contains, splitList, join, toString and their kin.

import type { CallContext } from "../function.ts";
import { runesOf } from "../go-string.ts";
import { isNil } from "../go-type.ts";
import { stringed } from "../printf.ts";
import { joined, sliced, takenFrom } from "../traced-text.ts";
import { Dict, List, literal, unionOf } from "../value.ts";
import type { Traced } from "../value.ts";
import { fixed, int, ofStrings, spendCharacters, text, textList } from "./define.ts";
import type { Family } from "./define.ts";

export const texts: Family = {
  contains: ofStrings(2, (part, whole) => whole.includes(part)),
  hasPrefix: ofStrings(2, (part, whole) => whole.startsWith(part)),
  hasSuffix: ofStrings(2, (part, whole) => whole.endsWith(part)),
  toString: fixed(["interface {}"], ([arg]) => stringed(arg!)),
  toStrings: fixed(["interface {}"], ([arg]) => ({ value: textList(stringsOf(arg!)), trace: unionOf([arg!]) })),
  join: fixed(["string", "interface {}"], ([separator, arg], context) => joinedBy(text(separator), stringsOf(arg!), context)),
  split: fixed(["string", "string"], ([separator, arg]) => numbered(splitBy(text(separator).value, text(arg)), arg!)),
  splitn: fixed(["string", "int", "string"], ([separator, count, arg]) =>
    numbered(splitBy(text(separator).value, text(arg), int(count)), arg!),
  ),
  splitList: fixed(["string", "string"], ([separator, arg]) => ({
    value: textList(splitBy(text(separator).value, text(arg))),
    trace: unionOf([arg!]),
  })),
  hello: fixed([], () => literal("Hello!")),
};

/** Sprig's strslice: a list as strings without its nils, anything else as a list of one. */
export function stringsOf(arg: Traced): Traced<string>[] {
  const { value } = arg;
  if (isNil(value)) return [];
  if (!(value instanceof List)) return [stringed(arg)];
  return value.items.filter((item) => !isNil(item.value)).map((item) => stringed(takenFrom(arg, item)) as Traced<string>);
}

function joinedBy(separator: Traced<string>, parts: readonly Traced<string>[], context: CallContext): Traced<string> {
  spendCharacters(context, parts.length * separator.value.length);
  return joined(parts.flatMap((part, i) => (i > 0 ? [separator, part] : [part])));
}

/** strings.SplitN: into at most `most` parts; below zero, all of them. */
function splitBy(separator: string, whole: Traced<string>, most = -1): Traced<string>[] {
  if (most === 0) return [];
  const limit = most < 0 ? Infinity : most;
  const parts: Traced<string>[] = [];
  let at = 0;
  const runes = separator === "" ? runesOf(whole.value) : [];
  if (separator === "" && runes.length === 0) return [];
  while (parts.length + 1 < limit) {
    const found = separator === "" ? at + (runes[parts.length]?.length ?? 0) : whole.value.indexOf(separator, at);
    if (found < 0 || (separator === "" && found >= whole.value.length)) break;
    parts.push(sliced(whole, at, found));
    at = found + separator.length;
  }
  return [...parts, sliced(whole, at)];
}

/** `map[_0:… _1:…]` */
function numbered(parts: readonly Traced<string>[], whole: Traced): Traced {
  const entries = new Map(parts.map((part, i) => [`_${i}`, part]));
  return { value: new Dict(entries, "string"), trace: unionOf([whole]) };
}
