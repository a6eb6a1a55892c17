// Lists: made, taken apart, searched and sorted. A list keeps the traces of its items.

import type { CallContext, TemplateFunction } from "../function.ts";
import { textOf } from "../go-print.ts";
import { compareStrings } from "../go-string.ts";
import { deepEqual, isEmpty, isNil, kindOf, typeOf } from "../go-type.ts";
import { stringed } from "../printf.ts";
import { takenFrom } from "../traced-text.ts";
import { Int, List, literal, noTrace, unionOf } from "../value.ts";
import type { Traced, Value } from "../value.ts";
import { toInt64 } from "./cast.ts";
import { fixed, int, keeping, made, textList, variadic } from "./define.ts";
import type { Family } from "./define.ts";
import { stringsOf } from "./text.ts";

const any = "interface {}";

export const lists: Family = {
  ...withMust(
    "first",
    parting("find first", (items, whole) => (items[0] ? takenFrom(whole, items[0]) : absent(whole))),
  ),
  ...withMust(
    "last",
    parting("find last", (items, whole) => (items.length > 0 ? takenFrom(whole, items.at(-1)!) : absent(whole))),
  ),
  ...withMust(
    "rest",
    parting("find rest", (items, whole) => partOf(whole, items.slice(1), items.length === 0)),
  ),
  ...withMust(
    "initial",
    parting("find initial", (items, whole) => partOf(whole, items.slice(0, -1), items.length === 0)),
  ),
  ...withMust(
    "reverse",
    parting("find reverse", (items, whole) => partOf(whole, items.toReversed())),
  ),
  ...withMust(
    "compact",
    listed("compact", (items, whole) =>
      partOf(
        whole,
        items.filter(({ value }) => !isEmpty(value)),
      ),
    ),
  ),
  ...withMust(
    "uniq",
    listed("find uniq", (items, whole, context) => partOf(whole, unique(items, context))),
  ),
  ...withMust("without", variadic([any, any], without)),
  ...withMust("has", fixed([any, any], has)),
  ...withMust("slice", keeping(variadic([any, any], sliceOf))),
  ...withMust("chunk", keeping(fixed(["int", any], chunk))),
  ...pushing(),
  list: keeping(variadic([any], (args) => literal(new List([...args])))),
  tuple: keeping(variadic([any], (args) => literal(new List([...args])))),
  concat: keeping(variadic([any], concat)),
  sortAlpha: fixed([any], ([arg], context) => sorted(arg!, context)),
};

function withMust(name: string, fn: TemplateFunction): Family {
  return { [name]: fn, [`must${name[0]!.toUpperCase()}${name.slice(1)}`]: fn };
}

/** `append` and `push` are one. */
function pushing(): Family {
  const push = keeping(
    fixed([any, any], ([whole, item], context) => partOf(whole!, [...itemsOf(whole!, "push on", context), item!])),
  );
  const prepend = keeping(
    fixed([any, any], ([whole, item], context) => partOf(whole!, [item!, ...itemsOf(whole!, "prepend on", context)])),
  );
  return { ...withMust("append", push), ...withMust("push", push), ...withMust("prepend", prepend) };
}

type Take = (items: readonly Traced[], whole: Traced, context: CallContext) => Traced;

function listed(verb: string, take: Take): TemplateFunction {
  return fixed([any], ([whole], context) => take(itemsOf(whole!, `${verb} on`, context), whole!, context));
}

/** One that takes items by their places, whatever they are. */
function parting(verb: string, take: Take): TemplateFunction {
  return keeping(listed(verb, take));
}

/** The items, or Go's refusal. */
function itemsOf({ value }: Traced, verb: string, context: CallContext): readonly Traced[] {
  if (value instanceof List) return value.items;
  if (isNil(value)) return context.fail(NIL_POINTER);
  return context.fail(`Cannot ${verb} type ${kindOf(value)}`);
}

const NIL_POINTER = "runtime error: invalid memory address or nil pointer dereference";

/** A list of items of the whole. */
function partOf(whole: Traced, items: readonly Traced[], isNil = false): Traced {
  return { value: new List([...items], any, undefined, isNil), trace: whole.trace };
}

function absent(whole: Traced): Traced {
  return { value: null, trace: whole.trace };
}

function unique(items: readonly Traced[], context: CallContext): Traced[] {
  const found: Traced[] = [];
  const simple = new Set<string>();
  const containers: Traced[] = [];
  for (const item of items) {
    const key = keyOf(item.value);
    context.spend(key === undefined ? containers.length : 0);
    const isKnown = key === undefined ? containers.some(({ value }) => deepEqual(value, item.value)) : simple.has(key);
    if (isKnown) continue;
    if (key === undefined) containers.push(item);
    else simple.add(key);
    found.push(item);
  }
  return found;
}

/** Two values of the same key are the same; containers have none. */
function keyOf(value: Value): string | undefined {
  if (value instanceof Int || typeof value !== "object")
    return Number.isNaN(value) ? undefined : `${typeOf(value)} ${textOf(value === 0 ? 0 : value)}`;
  return value === null ? "nil" : undefined;
}

function without([whole, ...omitted]: readonly Traced[], context: CallContext): Traced {
  const items = itemsOf(whole!, "find without on", context);
  context.spend(Math.ceil((items.length * omitted.length) / 10));
  const kept = items.filter(({ value }) => !omitted.some((each) => deepEqual(each.value, value)));
  return partOf(whole!, kept);
}

function has([needle, haystack]: readonly Traced[], context: CallContext): Traced {
  if (isNil(haystack!.value)) return { value: false, trace: unionOf([needle!, haystack!]) };
  const items = itemsOf(haystack!, "find has on", context);
  return made(
    items.some(({ value }) => deepEqual(needle!.value, value)),
    [needle!, haystack!],
  );
}

function sliceOf([whole, from, to]: readonly Traced[], context: CallContext): Traced {
  const { value } = whole!;
  if (isNil(value)) return context.fail(NIL_POINTER);
  if (!(value instanceof List)) return context.fail(`list should be type of slice or array but ${kindOf(value)}`);
  const { length } = value.items;
  if (length === 0) return absent(whole!);
  const start = from ? Number(toInt64(from.value)) : 0;
  const end = to ? Number(toInt64(to.value)) : length;
  if (start < 0 || end < start || end > length) return context.fail("reflect.Value.Slice: slice index out of bounds");
  return { value: new List(value.items.slice(start, end), value.type, value.named), trace: whole!.trace };
}

function chunk([count, whole]: readonly Traced[], context: CallContext): Traced {
  const items = itemsOf(whole!, "chunk", context);
  const size = int(count);
  const chunks = Math.floor((items.length - 1) / size) + 1;
  // Of a size below zero, the last chunk would be, too.
  const isPossible = chunks === 0 || (chunks > 0 && Number.isFinite(chunks) && items.length % size > 0) || size > 0;
  if (!isPossible) return context.fail("runtime error: makeslice: len out of range");
  const parts = Array.from({ length: chunks }, (_, i) => {
    const isLast = i === chunks - 1;
    const length = isLast ? items.length % size || size : size;
    return partOf(whole!, items.slice(i * size, i * size + length));
  });
  return { value: new List(parts, "[]interface {}"), trace: whole!.trace };
}

function concat(wholes: readonly Traced[], context: CallContext): Traced {
  const items = wholes.flatMap((whole) => {
    const { value } = whole;
    if (value instanceof List) return value.items.map((item) => takenFrom(whole, item));
    return context.fail(isNil(value) ? NIL_POINTER : `Cannot concat type ${kindOf(value)} as list`);
  });
  const trace = wholes.length > 0 ? unionOf(wholes) : noTrace;
  return { value: new List(items, any, undefined, items.length === 0), trace };
}

/** A list of strings is sorted in place, as in Go: whoever else holds it sees it sorted. */
function sorted(whole: Traced, context: CallContext): Traced {
  const { value } = whole;
  if (!(value instanceof List)) return { value: textList([stringed(whole)]), trace: unionOf([whole]) };
  const strings = stringsOf(whole).sort((a, b) => compareStrings(a.value, b.value));
  if (value.type !== "string") return { value: textList(strings), trace: whole.trace };
  if (value.items.some((item, i) => i < strings.length && item !== strings[i])) context.changes(value);
  value.items.splice(0, strings.length, ...strings);
  return whole;
}
