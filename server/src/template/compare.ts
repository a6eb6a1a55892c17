// Go's comparisons: between values of the same basic kind only.

import type { CallContext, TemplateFunction } from "./function.ts";
import { compareStrings } from "./go-string.ts";
import { kindOf, typeOf } from "./go-type.ts";
import { sprintf } from "./printf.ts";
import { Dict, Int, List, literal, unionOf } from "./value.ts";
import type { Traced, Value } from "./value.ts";

type BasicKind = "bool" | "int" | "uint" | "float" | "string" | "complex";

const many = { arity: [1, Infinity], params: ["reflect.Value"] } as const;
const two = { arity: [2, 2], params: ["reflect.Value"] } as const;

export const comparisons: readonly [string, TemplateFunction][] = [
  ["eq", { ...many, call: (args, context) => answer(args, equalsAny(args, context)) }],
  ["ne", { ...two, call: (args, context) => answer(args, !equalsAny(args, context)) }],
  ["lt", { ...two, call: (args, context) => answer(args, isLess(args, context)) }],
  ["le", { ...two, call: (args, context) => answer(args, isLess(args, context) || equalsAny(args, context)) }],
  ["gt", { ...two, call: (args, context) => answer(args, !(isLess(args, context) || equalsAny(args, context))) }],
  ["ge", { ...two, call: (args, context) => answer(args, !isLess(args, context)) }],
];

function answer(args: readonly Traced[], value: boolean): Traced {
  return { value, trace: unionOf(args) };
}

/** Whether the first one equals one of the others. */
function equalsAny([first, ...others]: readonly Traced[], context: CallContext): boolean {
  if (others.length === 0) context.fail("missing argument for comparison");
  return others.some((other) => isEqual(first!.value, other.value, context));
}

function isEqual(a: Value, b: Value, context: CallContext): boolean {
  const [aKind, bKind] = [basicKind(a), basicKind(b)];
  if (aKind === undefined && bKind === undefined) return isSame(a, b, context);
  if (a instanceof Int && b instanceof Int) return a.value === b.value;
  if (aKind === bKind) return aKind === "complex" ? textOf(a) === textOf(b) : a === b;
  if (isNothing(a) || isNothing(b)) return false;
  return context.fail(`incompatible types for comparison: ${typeOf(a)} and ${typeOf(b)}`);
}

/** Of values of no basic kind: nil equals nil, structs are compared, maps and slices can't be. */
function isSame(a: Value, b: Value, context: CallContext): boolean {
  if (isNothing(a) || isNothing(b)) return isNil(a) === isNil(b);
  if (kindOf(a) !== kindOf(b)) {
    return context.fail(`non-comparable types ${shown(a, "s")}: ${typeOf(a)}, ${typeOf(b)}: ${shown(b, "v")}`);
  }
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b);
  if (b instanceof Dict || b instanceof List) return context.fail(`non-comparable type ${shown(b, "s")}: ${typeOf(b)}`);
  return a === b;
}

function isLess([first, second]: readonly Traced[], context: CallContext): boolean {
  const [a, b] = [first!.value, second!.value];
  const [aKind, bKind] = [basicKind(a), basicKind(b)];
  if (!aKind || !bKind) return context.fail("invalid type for comparison");
  if (a instanceof Int && b instanceof Int) return a.value < b.value;
  if (aKind !== bKind) return context.fail(`incompatible types for comparison: ${typeOf(a)} and ${typeOf(b)}`);
  if (typeof a === "string" && typeof b === "string") return compareStrings(a, b) < 0;
  if (typeof a === "number" && typeof b === "number") return a < b;
  return context.fail("invalid type for comparison");
}

function basicKind(value: Value): BasicKind | undefined {
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "number":
      return "float";
    case "string":
      return "string";
    default:
      if (value instanceof Int) return value.kind.startsWith("u") ? "uint" : "int";
      return value && "struct" in value && value.struct === "complex128" ? "complex" : undefined;
  }
}

function textOf(value: Value): string {
  return typeof value === "object" && value !== null && "text" in value ? (value.text?.() ?? "") : "";
}

function isNothing(value: Value): boolean {
  return value === null || value === undefined;
}

function isNil(value: Value): boolean {
  return isNothing(value) || (value instanceof List && value.isNil);
}

function shown(value: Value, verb: "s" | "v"): string {
  return sprintf(literal(`%${verb}`), [literal(value)]).value;
}
