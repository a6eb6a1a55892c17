// Makes functions for the table: their parameters in Go's words, their arguments as the engine has checked them.

import type { CallContext, ParamType, TemplateFunction } from "../function.ts";
import { deepTrace } from "../traced-text.ts";
import { Dict, Int, List, unionOf } from "../value.ts";
import type { Traced, Value } from "../value.ts";

export type Call = (args: readonly Traced[], context: CallContext) => Traced;

/** A family of functions, by name. */
export type Family = Readonly<Record<string, TemplateFunction>>;

/** A function of as many arguments as it has parameters. Work is counted by the size of its result. */
export function fixed(params: readonly ParamType[], call: Call): TemplateFunction {
  return { arity: [params.length, params.length], params, call: guarded(call) };
}

/** One whose last parameter takes any number of arguments. */
export function variadic(params: readonly ParamType[], call: Call): TemplateFunction {
  return { arity: [params.length - 1, Infinity], params, call: guarded(call) };
}

/** One that looks at no container: it puts them into its result or hands them on. */
export function keeping(fn: TemplateFunction): TemplateFunction {
  return { ...fn, keeps: true };
}

/** A function of strings that gives a value which all of them had a part in. */
export function ofStrings(count: number, compute: (...texts: string[]) => Value): TemplateFunction {
  return fixed(Array<ParamType>(count).fill("string"), (args) => ({
    value: compute(...args.map((arg) => text(arg).value)),
    trace: unionOf(args),
  }));
}

/** A result that all arguments had a part in, with everything they hold. */
export function made<V extends Value>(value: V, args: readonly Traced[]): Traced<V> {
  return { value, trace: unionOf(args.map((arg) => ({ value: arg.value, trace: deepTrace(arg) }))) };
}

/* What the engine has checked against the parameter's type: the casts below only say so. */

export function text(arg: Traced | undefined): Traced<string> {
  return arg as Traced<string>;
}

export function bool(arg: Traced | undefined): boolean {
  return (arg as Traced<boolean>).value;
}

/** An `int` or `int64`, for use as a count or index: Go's are exact where JavaScript's are. */
export function int(arg: Traced | undefined): number {
  return Number((arg as Traced<Int>).value.value);
}

export function list(arg: Traced | undefined): List {
  const { value } = arg as Traced<List | null>;
  return value ?? new List([], "interface {}", undefined, true);
}

/** A `map[string]interface {}`, under no other name; undefined is Go's nil map. */
export function dict(arg: Traced | undefined): Dict | undefined {
  const { value } = arg as Traced<Dict | null>;
  return value?.named ? new Dict(value.entries, value.type) : (value ?? undefined);
}

export function intValue(value: number | bigint, kind: Int["kind"] = "int"): Int {
  return new Int(BigInt.asIntN(64, BigInt(value)), kind);
}

export function textList(items: readonly Traced<string>[]): List {
  return new List([...items], "string");
}

/** Before a string of so many characters is made. Beyond the limit no machine should try. */
export function spendCharacters(context: CallContext, count: number): void {
  context.spend(count > CHARACTER_LIMIT ? Infinity : Math.ceil(count / 100));
}

const CHARACTER_LIMIT = 64_000_000;

function guarded(call: Call): Call {
  return (args, context) => {
    for (const { value } of args) if (typeof value === "string") spendFor(value, context);
    const result = call(args, context);
    spendFor(result.value, context);
    return result;
  };
}

/** Doubling a list thirty times takes thirty calls: what counts is what goes in and comes out. */
function spendFor(value: Value, context: CallContext): void {
  if (typeof value === "string") {
    if (value.length > 1000) context.spend(Math.floor(value.length / 100));
  } else if (value instanceof List) {
    if (value.type !== "uint8") context.spend(value.items.length);
  } else if (value instanceof Dict) context.spend(value.entries.size);
}
