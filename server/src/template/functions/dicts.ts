// Maps: made, asked, changed in place, cut down and merged. A map keeps the traces of its entries.

import type { CallContext, TemplateFunction } from "../function.ts";
import { compareStrings } from "../go-string.ts";
import { isNil, typeOf } from "../go-type.ts";
import { stringed } from "../printf.ts";
import { absentOrigin } from "../reads.ts";
import { chosenBy, takenFrom } from "../traced-text.ts";
import { Dict, List, literal, unionOf } from "../value.ts";
import type { Traced, Value } from "../value.ts";
import { dict, fixed, keeping, text, textList, variadic } from "./define.ts";
import type { Family } from "./define.ts";
import { mergeInto, MergePanic, MergeRefusal } from "./merge.ts";

const any = "interface {}";
const map = "map[string]interface {}";

export const dicts: Family = {
  dict: keeping(variadic([any], (args) => literal(new Dict(pairs(args))))),
  get: keeping(
    fixed([map, "string"], ([whole, key], context) => {
      const name = text(key).value;
      return context.lookUp(whole!, name) ?? absentFrom(whole!, name, "");
    }),
  ),
  set: keeping(
    fixed([map, "string", any], ([whole, key, value], context) => {
      const target = dict(whole) ?? context.fail("assignment to entry in nil map");
      context.changes(target);
      target.entries.set(text(key).value, value!);
      return { value: target, trace: whole!.trace };
    }),
  ),
  unset: keeping(
    fixed([map, "string"], ([whole, key], context) => {
      const target = dict(whole);
      if (target?.entries.has(text(key).value)) context.changes(target);
      target?.entries.delete(text(key).value);
      return { value: target ?? nilMap(), trace: whole!.trace };
    }),
  ),
  hasKey: keeping(
    fixed([map, "string"], ([whole, key], context) => {
      const name = text(key).value;
      if (context.lookUp(whole!, name)) return { value: true, trace: unionOf([whole!, key!]) };
      return absentFrom(whole!, name, false);
    }),
  ),
  pluck: keeping(
    variadic(["string", map], ([key, ...wholes], context) => {
      const found = wholes.flatMap((whole) => context.lookUp(whole, text(key).value) ?? []);
      return { value: new List(found), trace: unionOf(wholes) };
    }),
  ),
  keys: keeping(
    variadic([map], (wholes) => ({
      value: textList(wholes.flatMap((whole) => sortedKeys(whole).map((key) => ({ value: key, trace: unionOf([whole]) })))),
      trace: unionOf(wholes),
    })),
  ),
  values: keeping(
    fixed([map], ([whole]) => ({
      value: new List(sortedKeys(whole!).map((key) => takenFrom(whole!, dict(whole)!.entries.get(key)!))),
      trace: unionOf([whole!]),
    })),
  ),
  pick: keeping(
    variadic([map, "string"], ([whole, ...keys]) => filtered(whole!, new Set(keys.map((key) => text(key).value)), true)),
  ),
  omit: keeping(
    variadic([map, "string"], ([whole, ...keys]) => filtered(whole!, new Set(keys.map((key) => text(key).value)), false)),
  ),
  merge: merging(false, false),
  mustMerge: merging(false, true),
  mergeOverwrite: merging(true, false),
  mustMergeOverwrite: merging(true, true),
  deepCopy: keeping(fixed([any], ([arg], context) => copied(arg!, context, 0))),
  mustDeepCopy: keeping(fixed([any], ([arg], context) => copied(arg!, context, 0))),
  dig: keeping(variadic([any], dig)),
};

/** A key without a value gets "". */
function pairs(args: readonly Traced[]): Map<string, Traced> {
  const entries = new Map<string, Traced>();
  for (let i = 0; i < args.length; i += 2) entries.set(stringed(args[i]!).value, args[i + 1] ?? literal(""));
  return entries;
}

/** Go gives keys in random order; ours is stable. */
function sortedKeys(whole: Traced): string[] {
  return [...(dict(whole)?.entries.keys() ?? [])].sort(compareStrings);
}

function filtered(whole: Traced, keys: ReadonlySet<string>, keeps: boolean): Traced {
  const entries = [...(dict(whole)?.entries ?? [])].filter(([key]) => keys.has(key) === keeps);
  return { value: new Dict(new Map(entries)), trace: whole.trace };
}

/** Which values are empty decides what comes out, so the engine notes all of them as read. */
function merging(overwrites: boolean, isMust: boolean): TemplateFunction {
  return variadic([map, map], ([whole, ...sources], context) => {
    const target = dict(whole) ?? nilMap();
    try {
      for (const source of sources) mergeInto(target, dict(source) ?? nilMap(), overwrites, context);
    } catch (error) {
      if (error instanceof MergeRefusal && !isMust) return { value: "", trace: unionOf([whole!, ...sources]) };
      if (error instanceof MergeRefusal || error instanceof MergePanic) return context.fail(error.message, error);
      throw error;
    }
    return { value: target, trace: whole!.trace };
  });
}

const COPY_DEPTH_LIMIT = 500;

/** Maps and lists are copied, all else is shared: it cannot change. */
function copied(arg: Traced, context: CallContext, depth: number): Traced {
  if (depth === 0 && isNil(arg.value)) return context.fail("reflect: call of reflect.Value.Type on zero Value");
  if (depth > COPY_DEPTH_LIMIT) return context.fail("value is nested too deep to be copied: it may contain itself");
  context.spend(1);
  const { value, trace } = arg;
  const copyOf = (inner: Traced) => copied(inner, context, depth + 1);
  if (value instanceof List && value.type !== "uint8")
    return { value: new List(value.items.map(copyOf), value.type, value.named, value.isNil), trace };
  if (!(value instanceof Dict)) return arg;
  const entries = [...value.entries].map(([key, entry]) => [key, copyOf(entry)] as const);
  return { value: new Dict(new Map(entries), value.type, value.named), trace };
}

/** `dig "a" "b" default map`: the value below the keys, or the default where one of them is missing. */
function dig(args: readonly Traced[], context: CallContext): Traced {
  if (args.length < 3) return context.fail("dig needs at least three arguments");
  const fallback = args.at(-2)!;
  let step = args.at(-1)!;
  checkMap(step.value, context);
  const keys = args.slice(0, -2).map(({ value }) => {
    return typeof value === "string" ? value : context.fail(conversion(value, "string"));
  });
  for (const [i, key] of keys.entries()) {
    if (i > 0) checkMap(step.value, context);
    const entry = context.lookUp(step, key);
    if (!entry) return chosenBy(fallback, [absentFrom(step, key, null)]);
    step = entry;
  }
  return step;
}

/** What is there instead of a key: it is of the place where the key would be. */
function absentFrom(whole: Traced, key: string, value: Value): Traced {
  const origins = whole.trace.origins.map((origin) => absentOrigin(origin, key));
  return { value, trace: { ...unionOf([whole]), origins } };
}

/** Go panics on a map of another type, even if that is but another name. */
function checkMap(value: Value, context: CallContext): void {
  if (!(value instanceof Dict) || typeOf(value) !== map) context.fail(conversion(value, map));
}

function conversion(value: Value, wanted: string): string {
  const type = value === null || value === undefined ? "nil" : typeOf(value);
  return `interface conversion: interface {} is ${type}, not ${wanted}`;
}

function nilMap(): Dict {
  return new Dict(new Map());
}
