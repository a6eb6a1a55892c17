// Go's `index`, `slice` and `len`.

import { zeroOf } from "./argument.ts";
import type { CallContext, TemplateFunction } from "./function.ts";
import { byteLength, sliceBytes, toBytes } from "./go-string.ts";
import { typeOf } from "./go-type.ts";
import { absentOrigin } from "./reads.ts";
import { takenFrom } from "./traced-text.ts";
import { Dict, Int, List, unionOf } from "./value.ts";
import type { Traced, Value } from "./value.ts";

const any = ["reflect.Value"] as const;

export const indexing: readonly [string, TemplateFunction][] = [
  [
    "index",
    { arity: [1, Infinity], params: any, keeps: true, call: ([item, ...indexes], context) => index(item!, indexes, context) },
  ],
  ["slice", { arity: [1, Infinity], params: any, call: ([item, ...indexes], context) => slice(item!, indexes, context) }],
  [
    "len",
    {
      arity: [1, 1],
      params: any,
      keeps: true,
      call: (args, context) => ({ value: length(args[0]!, context), trace: unionOf(args) }),
    },
  ],
];

function index(container: Traced, indexes: readonly Traced[], context: CallContext): Traced {
  if (isNothing(container)) return context.fail("index of untyped nil");
  return indexes.reduce((item, key) => element(item, key, context), container);
}

function element(item: Traced, key: Traced, context: CallContext): Traced {
  const { value } = item;
  if (isNothing(item)) return context.fail("index of nil pointer");
  if (value instanceof Dict) return entry(item, value, key, context);
  if (typeof value === "string") {
    const bytes = toBytes(value);
    const at = position(key, bytes.length, context);
    // Go's own check lets the length itself pass.
    if (at === bytes.length) return context.fail("reflect: string index out of range");
    return { value: new Int(BigInt(bytes[at]!), "uint8"), trace: unionOf([item, key]) };
  }
  if (!(value instanceof List)) return context.fail(`can't index item of type ${pointedAt(value)}`);
  const at = position(key, value.items.length, context);
  return takenFrom(item, value.items[at] ?? context.fail("reflect: slice index out of range"));
}

function entry(container: Traced, dict: Dict, key: Traced, context: CallContext): Traced {
  if (isNothing(key)) return context.fail("value is nil; should be of type string");
  if (typeof key.value !== "string") return context.fail(`value has type ${typeOf(key.value)}; should be string`);
  const name = key.value;
  const found = context.lookUp(container, name);
  if (found) return found;
  const origins = container.trace.origins.map((origin) => absentOrigin(origin, name));
  return { value: zeroOf(dict.type), trace: { ...unionOf([container, key]), origins } };
}

function slice(item: Traced, indexes: readonly Traced[], context: CallContext): Traced {
  const { value } = item;
  if (isNothing(item)) return context.fail("slice of untyped nil");
  if (indexes.length > 3) return context.fail(`too many slice indexes: ${indexes.length}`);
  if (typeof value !== "string" && !(value instanceof List)) return context.fail(`can't slice item of type ${pointedAt(value)}`);
  if (typeof value === "string" && indexes.length === 3) return context.fail("cannot 3-index slice a string");
  const size = typeof value === "string" ? byteLength(value) : value.items.length;
  const [from = 0, to = size, most = size] = indexes.map((at) => {
    // Unlike `index`, it does not look into interfaces.
    return at.value === null ? context.fail("cannot index slice/array with type interface {}") : position(at, size, context);
  });
  if (from > to) return context.fail(`invalid slice index: ${from} > ${to}`);
  if (to > most) return context.fail(`invalid slice index: ${to} > ${most}`);
  const trace = unionOf([item, ...indexes]);
  if (typeof value === "string") return { value: sliceBytes(value, from, to), trace };
  return { value: new List(value.items.slice(from, to), value.type, value.named), trace };
}

function position({ value }: Traced, size: number, context: CallContext): number {
  if (value === null || value === undefined) return context.fail("cannot index slice/array with nil");
  if (!(value instanceof Int)) return context.fail(`cannot index slice/array with type ${typeOf(value)}`);
  if (value.value < 0n || value.value > size) return context.fail(`index out of range: ${value.value}`);
  return Number(value.value);
}

function length({ value }: Traced, context: CallContext): Int {
  if (typeof value === "string") return new Int(BigInt(byteLength(value)));
  if (value instanceof List) return new Int(BigInt(value.items.length));
  if (value instanceof Dict) return new Int(BigInt(value.entries.size));
  if (value === null) return context.fail("len of nil pointer");
  if (value === undefined) return context.fail("reflect: call of reflect.Value.Type on zero Value");
  return context.fail(`len of type ${pointedAt(value)}`);
}

/** The type that is left when Go has followed a pointer. */
function pointedAt(value: Value): string {
  return typeOf(value).replace(/^\*/, "");
}

function isNothing({ value }: Traced): boolean {
  return value === null || value === undefined;
}
