// Fits values and constants to the types of parameters, as Go's reflection does.

import { typeOf } from "./go-type.ts";
import type { BoolNode, NumberNode, StringNode } from "./node.ts";
import { describeNode } from "./node-text.ts";
import type { Run } from "./run.ts";
import { Dict, Int, List, literal } from "./value.ts";
import type { Traced, Value } from "./value.ts";

const ANY = "interface {}";
const REFLECTED = "reflect.Value";

/** The value as a parameter of that type gets it; fails with Go's texts. */
export function fit(run: Run, arg: Traced, type: string): Traced {
  const { value, trace } = arg;
  if (type === REFLECTED) return arg;
  if (type === ANY) return value === undefined ? { value: null, trace } : arg;
  if (value === undefined) {
    if (!canBeNil(type)) run.fail(`invalid value; expected ${type}`, { value: arg });
    // Functions see a nil map or slice as null.
    return { value: null, trace };
  }
  if (value === null || !isAssignable(value, type)) {
    run.fail(`wrong type for value; expected ${type}; got ${value === null ? ANY : typeOf(value)}`, { value: arg });
  }
  return arg;
}

/** `nil` for a parameter of that type. */
export function fitNil(run: Run, type: string): Traced {
  if (!canBeNil(type)) run.fail(`cannot assign nil to ${type}`);
  return literal(type === REFLECTED ? undefined : null);
}

/** A constant for a parameter of that type: the type decides what a number is. */
export function fitConstant(run: Run, node: BoolNode | NumberNode | StringNode, type: string): Traced {
  switch (type) {
    case ANY:
    case REFLECTED:
      return constantOf(run, node);
    case "bool":
      return node.kind === "bool" ? node.constant : mismatch(run, node, "bool");
    case "string":
      return node.kind === "string" ? node.constant : mismatch(run, node, "string");
    case "float64":
      return node.kind === "number" && node.number.float !== undefined
        ? literal(node.number.float)
        : mismatch(run, node, "float");
    case "int":
    case "int64":
    case "int32":
      return node.kind === "number" && node.number.int !== undefined
        ? literal(new Int(node.number.int, type))
        : mismatch(run, node, "integer");
    case "uint":
    case "uint8":
    case "uint64":
      return node.kind === "number" && node.number.uint !== undefined
        ? literal(new Int(node.number.uint, type))
        : mismatch(run, node, "unsigned integer");
    default:
      return run.fail(`can't handle ${describeNode(node)} for arg of type ${type}`);
  }
}

/** A constant where nothing says what it should be. */
export function constantOf(run: Run, node: BoolNode | NumberNode | StringNode): Traced {
  if (node.kind !== "number") return node.constant;
  if (node.constant) return node.constant;
  run.node = node;
  return run.fail(`${node.text} overflows int`);
}

/** The zero value of a type, as a map gives it for a key it does not have. */
export function zeroOf(type: string): Value {
  if (type === "string") return "";
  if (type === "bool") return false;
  if (type === "float64") return 0;
  if (type === "int" || type === "int64" || type === "int32" || type === "uint8" || type === "uint" || type === "uint64") {
    return new Int(0n, type);
  }
  if (type.startsWith("[]")) return new List([], type.slice(2), undefined, true);
  if (type.startsWith("map[string]")) return new Dict(new Map(), type.slice("map[string]".length));
  return null;
}

function mismatch(run: Run, node: BoolNode | NumberNode | StringNode, wanted: string): never {
  return run.fail(`expected ${wanted}; found ${describeNode(node)}`);
}

/** Whether the type has a nil. */
export function canBeNil(type: string): boolean {
  return type === ANY || type === REFLECTED || /^(?:\*|\[\]|map\[|func\()/.test(type);
}

/** Types are the same, or one of them is the other's name. */
export function isAssignable(value: Value, type: string): boolean {
  if (typeOf(value) === type) return true;
  if (value instanceof Dict) return value.named !== undefined && type === `map[string]${value.type}`;
  return value instanceof List && value.named !== undefined && type === `[]${value.type}`;
}
