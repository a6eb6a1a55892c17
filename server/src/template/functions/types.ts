// Asks values for their type and kind, and whether two are the same.

import { deepEqual, kindOf, typeOf } from "../go-type.ts";
import { unionOf } from "../value.ts";
import type { Traced, Value } from "../value.ts";
import { fixed, made, text } from "./define.ts";
import type { Family } from "./define.ts";
import type { TemplateFunction } from "../function.ts";

const any = "interface {}";

export const types: Family = {
  typeOf: fixed([any], ([arg]) => ({ value: typeOf(arg!.value), trace: unionOf([arg!]) })),
  kindOf: fixed([any], ([arg]) => ({ value: kindOf(arg!.value), trace: unionOf([arg!]) })),
  typeIs: asks((name, value) => name === typeOf(value)),
  typeIsLike: asks((name, value) => name === typeOf(value) || `*${name}` === typeOf(value)),
  kindIs: asks((name, value) => name === kindOf(value)),
  deepEqual: fixed([any, any], (args) => made(deepEqual(args[0]!.value, args[1]!.value), args)),
};

function asks(test: (name: string, value: Value) => boolean): TemplateFunction {
  return fixed(["string", any], (args: readonly Traced[]) => ({
    value: test(text(args[0]).value, args[1]!.value),
    trace: unionOf(args),
  }));
}
