// Go's own functions, which every template can call.

import { comparisons } from "./compare.ts";
import type { FunctionTable, TemplateFunction } from "./function.ts";
import { printing } from "./functions/print.ts";
import { indexing } from "./indexing.ts";
import { isTrue } from "./truth.ts";
import { literal, unionOf } from "./value.ts";

/** `and`, `or` and `call` are known here, but evaluated by the engine: they don't get their arguments as others do. */
const special: readonly [string, TemplateFunction][] = [
  ["and", { call: () => literal(undefined), arity: [1, Infinity], params: ["reflect.Value"] }],
  ["or", { call: () => literal(undefined), arity: [1, Infinity], params: ["reflect.Value"] }],
  ["call", { call: () => literal(undefined), arity: [1, Infinity], params: ["reflect.Value"] }],
];

const not: TemplateFunction = {
  call: (args) => ({ value: !isTrue(args[0]!.value), trace: unionOf(args) }),
  arity: [1, 1],
  params: ["reflect.Value"],
};

/** Functions of the same name in a table given to the engine come before these. */
export const builtins: FunctionTable = new Map([
  ...special,
  ["not", not],
  ...comparisons,
  ...indexing,
  ...Object.entries(printing),
]);
