// Strings made longer: quotes, indents, wraps, repeats and what is put between.

import type { CallContext } from "../function.ts";
import { fromBytes, runesOf, toBytes } from "../go-string.ts";
import { isNil } from "../go-type.ts";
import { printed, quoted, stringed } from "../printf.ts";
import { chosenBy, joined, replaced, segmentsOf, sliced } from "../traced-text.ts";
import { literal, noTrace } from "../value.ts";
import type { Segment, Traced } from "../value.ts";
import { fixed, int, spendCharacters, text, variadic } from "./define.ts";
import type { Family } from "./define.ts";

const space = literal(" ");
const apostrophe = literal("'");

export const layout: Family = {
  quote: variadic(["interface {}"], (args) => spaced(present(args).map((arg) => quoted(stringed(arg))))),
  squote: variadic(["interface {}"], (args) =>
    spaced(present(args).map((arg) => joined([apostrophe, printed(arg), apostrophe]))),
  ),
  cat: variadic(["interface {}"], (args) => spaced(present(args).map(printed))),
  indent: fixed(["int", "string"], ([count, arg], context) => indented(text(arg), int(count), "", context)),
  nindent: fixed(["int", "string"], ([count, arg], context) => indented(text(arg), int(count), "\n", context)),
  repeat: fixed(["int", "string"], ([count, arg], context) => repeated(int(count), text(arg), context)),
  replace: fixed(["string", "string", "string"], ([old, fresh, arg], context) =>
    replacedAll(text(old).value, text(fresh), text(arg), context),
  ),
  plural: fixed(["string", "string", "int"], ([one, many, count]) =>
    chosenBy(int(count) === 1 ? text(one) : text(many), [count!]),
  ),
  wrap: fixed(["int", "string"], ([width, arg]) => {
    const whole = text(arg);
    return replaced(whole, wrapped(whole.value, int(width), "\n", false));
  }),
  wrapWith: fixed(["int", "string", "string"], ([width, separator, arg]) => {
    const whole = text(arg);
    return replaced(whole, wrapped(whole.value, int(width), text(separator).value || "\n", true));
  }),
};

function present(args: readonly Traced[]): Traced[] {
  return args.filter(({ value }) => !isNil(value));
}

function spaced(texts: readonly Traced<string>[]): Traced<string> {
  return joined(texts.flatMap((each, i) => (i > 0 ? [space, each] : [each])));
}

function repeated(count: number, unit: Traced<string>, context: CallContext): Traced<string> {
  if (count < 0) return context.fail("strings: negative Repeat count");
  const length = count * unit.value.length;
  spendCharacters(context, length);
  if (unit.value === "" || count === 1) return unit;
  if (!unit.trace.segments) return { value: unit.value.repeat(count), trace: unit.trace };
  return joined(Array<Traced<string>>(count).fill(unit));
}

/** The pad behind a line break belongs to what wrote the break: a scalar of several lines stays one stretch. */
function indented(whole: Traced<string>, count: number, before: string, context: CallContext): Traced<string> {
  const pad = repeated(count, space, context).value;
  const breaks = breaksOf(whole.value);
  spendCharacters(context, breaks.length * pad.length);
  const value = before + pad + (breaks.length > 0 ? whole.value.replaceAll("\n", "\n" + pad) : whole.value);
  const { trace } = whole;
  if (!trace.segments && trace.origins.length === 0 && !trace.isUnknown && !trace.isGenerated) return { value, trace };
  const segments: Segment[] = [{ length: before.length + pad.length, origins: [], span: undefined }];
  let [at, next] = [0, 0];
  for (const segment of segmentsOf(whole)) {
    at += segment.length;
    const first = next;
    while (next < breaks.length && breaks[next]! < at) next++;
    const added = (next - first) * pad.length;
    segments.push(added > 0 ? { ...segment, length: segment.length + added } : segment);
  }
  return { value, trace: { ...trace, segments } };
}

function breaksOf(text: string): number[] {
  const breaks: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) breaks.push(at);
  return breaks;
}

function replacedAll(old: string, fresh: Traced<string>, whole: Traced<string>, context: CallContext): Traced<string> {
  if (old !== "" && !whole.value.includes(old)) return whole;
  const parts = old === "" ? ["", ...runesOf(whole.value), ""] : whole.value.split(old);
  spendCharacters(context, parts.length * fresh.value.length);
  if (whole.trace === noTrace && fresh.trace === noTrace) return literal(parts.join(fresh.value));
  context.spend(parts.length);
  let at = 0;
  const pieces = parts.flatMap((part, i) => {
    const piece = sliced(whole, at, at + part.length);
    at += part.length + old.length;
    return i > 0 ? [fresh, piece] : [piece];
  });
  return joined(pieces);
}

/** Lines broken at spaces, by bytes; words longer than a line are cut only if `cutsWords`. */
function wrapped(whole: string, width: number, lineBreak: string, cutsWords: boolean): string {
  const line = Math.max(width, 1);
  const bytes = toBytes(whole);
  // A character a byte: places in it are places in the bytes.
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const cut = (from: number, to: number) => fromBytes(bytes.subarray(from, to));
  const lines: string[] = [];
  let at = 0;
  while (bytes.length - at > line) {
    if (characters[at] === " ") {
      at++;
      continue;
    }
    const before = characters.lastIndexOf(" ", at + line);
    const behind = characters.indexOf(" ", at + line);
    const end = before >= at ? before : cutsWords ? at + line : behind;
    if (end < 0) break;
    lines.push(cut(at, end));
    at = before < at && cutsWords ? end : end + 1;
  }
  return [...lines, cut(at, bytes.length)].join(lineBreak);
}
