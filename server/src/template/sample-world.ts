// The values and functions that the engine's golden cases were made with, as Go had them.

import type { FunctionTable, TemplateFunction } from "./function.ts";
import { typeOf } from "./go-type.ts";
import { sprint } from "./printf.ts";
import { joined } from "./traced-text.ts";
import { Dict, Int, List, literal, noTrace, unionOf } from "./value.ts";
import type { Method, Struct, Traced, Value } from "./value.ts";
import { FunctionFailure } from "./error.ts";

/** JSON as Go's decoder reads it, `{"$int": 1}` and its kind as what Go's oracle made of them. */
export function valueOf(json: unknown, trace: (path: readonly string[]) => Traced["trace"] = () => noTrace): Value {
  const at = (item: unknown, path: readonly string[]): Traced => ({ value: convert(item, path), trace: trace(path) });
  const convert = (item: unknown, path: readonly string[]): Value => {
    if (Array.isArray(item)) return new List(item.map((entry, i) => at(entry, [...path, String(i)])));
    if (typeof item !== "object" || item === null) return item as Value;
    const entries = Object.entries(item);
    const special = entries.length === 1 && entries[0]![0].startsWith("$") ? specialValue(...entries[0]!) : undefined;
    return special ?? new Dict(new Map(entries.map(([key, entry]) => [key, at(entry, [...path, key])])));
  };
  return convert(json, []);
}

function specialValue(tag: string, content: unknown): Value {
  switch (tag) {
    case "$int":
    case "$int64":
    case "$uint8":
    case "$uint64":
      return new Int(BigInt(content as number), tag.slice(1) as Int["kind"]);
    case "$strings":
      return new List(
        (content as string[]).map((item) => literal(item)),
        "string",
      );
    case "$stringMap":
      return new Dict(new Map(Object.entries(content as object).map(([key, item]) => [key, literal(item as string)])), "string");
    case "$thing":
      return thing(content as string, 3, thing("inner", 0));
    case "$shown":
      return { struct: "main.Shown", fields: new Map([["A", literal(new Int(1n))]]), methods: new Map(), text: () => "shown" };
    case "$func":
      return method(["string", "int"], 2, ([a, b]) => {
        if ((b!.value as Int).value < 0n) throw new FunctionFailure("negative");
        return sprint([a!, b!]);
      });
    default:
      return method([], Infinity, (args) => literal(new Int(BigInt(args.length))));
  }
}

function thing(name: string, count: number, inner?: Struct): Struct {
  return {
    struct: "*main.Thing",
    fields: new Map<string, Traced>([
      ["Name", literal(name)],
      ["Count", literal(new Int(BigInt(count)))],
      ["Inner", literal(inner ?? null)],
      ["Any", literal(inner ? "any" : null)],
      ["Labels", literal(new Dict(new Map(inner ? [["a", literal("1")]] : []), "string"))],
    ]),
    methods: new Map<string, Method>([
      ["Has", method(["string"], 1, ([a]) => literal(name.includes(text(a))))],
      ["Upper", method([], 0, () => literal(name.toUpperCase()))],
      ["Join", method(["string", "string"], 2, ([a, b]) => literal(text(a) + name + text(b)))],
      ["Sum", method(["int"], Infinity, (args) => literal(new Int(args.reduce((sum, arg) => sum + int(arg), 0n))), 1)],
      [
        "Fail",
        method(["string"], 1, ([a]) => {
          throw new FunctionFailure(`thing failed: ${text(a)}`);
        }),
      ],
      ["Nothing", method([], 0, () => literal(null))],
    ]),
  };
}

function text(arg: Traced | undefined): string {
  return arg!.value as string;
}

function int(arg: Traced): bigint {
  return (arg.value as Int).value;
}

function method(params: readonly string[], most: number, call: Method["call"], least = most === Infinity ? 0 : most): Method {
  return { params, arity: [least, most], call };
}

function fn(params: TemplateFunction["params"] & object, call: TemplateFunction["call"], isVariadic = false): TemplateFunction {
  return { params, call, arity: isVariadic ? [params.length - 1, Infinity] : [params.length, params.length] };
}

const any = "interface {}";

export const functions: FunctionTable = new Map<string, TemplateFunction>([
  ["upper", fn(["string"], ([a]) => ({ value: (a!.value as string).toUpperCase(), trace: a!.trace }))],
  [
    "repeat",
    fn(["int", "string"], ([n, s]) => joined(Array<Traced<string>>(Number((n!.value as Int).value)).fill(s as Traced<string>))),
  ],
  ["list", { ...fn([any], (args) => literal(new List([...args])), true), keeps: true }],
  ["dict", { ...fn([any], (args) => literal(new Dict(new Map(pairs(args)))), true), keeps: true }],
  ["fail", fn(["string"], ([a], { fail }) => fail(a!.value as string))],
  ["nothing", fn([], () => literal(null))],
  ["half", fn(["float64"], (args) => ({ value: (args[0]!.value as number) / 2, trace: unionOf(args) }))],
  ["neg", fn(["bool"], (args) => ({ value: !args[0]!.value, trace: unionOf(args) }))],
  ["long", fn(["int64"], ([a]) => literal(`int64:${(a!.value as Int).value}`))],
  ["unsigned", fn(["uint"], ([a]) => literal(`uint:${(a!.value as Int).value}`))],
  [
    "join",
    fn(["string", "string"], ([sep, ...items]) => literal(items.map(({ value }) => value).join(sep!.value as string)), true),
  ],
  ["size", fn(["map[string]interface {}"], ([a]) => literal(new Int(BigInt((a!.value as Dict | null)?.entries.size ?? 0))))],
  ["count", fn(["[]interface {}"], ([a]) => literal(new Int(BigInt((a!.value as List | null)?.items.length ?? 0))))],
  ["kind", fn([any], (args) => ({ value: typeOf(args[0]!.value), trace: unionOf(args) }))],
  ["any", fn([any], ([a]) => a!)],
  ["include", { ...fn(["string", any], ([name, data], { render }) => render(name!.value as string, data!)), keeps: true }],
]);

function pairs(args: readonly Traced[]): [string, Traced][] {
  const entries: [string, Traced][] = [];
  for (let i = 0; i + 1 < args.length; i += 2) entries.push([sprint([args[i]!]).value, args[i + 1]!]);
  return entries;
}
