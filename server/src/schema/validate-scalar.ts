// Judges a scalar by the type, the format and the range that its schema names.

import { scalarType, scalarValue, type ScalarType } from "../yaml/scalar.ts";
import type { YamlNode, YamlScalar } from "../yaml/tree.ts";
import { isQuantity } from "./quantity.ts";
import type { Schema, SchemaType } from "./schema.ts";
import { formatMismatch } from "./validate-format.ts";
import { nameOf, type Fault } from "./validate-problem.ts";

/** Undefined where the scalar, which is of the type `found`, is right; null is the caller's business. */
export function scalarFault(node: YamlScalar, found: ScalarType, schema: Schema, isBuiltIn: boolean): Fault | undefined {
  switch (schema.type) {
    case "string":
      return found === "string" ? textFault(node, schema, isBuiltIn) : typeFault(node, schema);
    case "boolean":
      return found === "bool" ? undefined : typeFault(node, schema);
    case "integer":
      return isNumber(found) ? integerFault(node, schema, schema.format) : typeFault(node, schema);
    case "number":
      return isNumber(found) ? finiteFault(node, schema) : typeFault(node, schema);
    case "int-or-string":
      if (found === "string") return undefined;
      return isNumber(found) ? integerFault(node, schema, isBuiltIn ? "int32" : undefined) : typeFault(node, schema);
    case "quantity":
      return quantityFault(node, schema, found);
    default:
      return undefined;
  }
}

/** For a node of any shape. */
export function typeFault(node: YamlNode, schema: Schema): Fault {
  const isText = node.kind === "scalar" && schema.type === "string";
  const message = `${nameOf(node)} must be ${typeNames[schema.type]}, not ${shapeOf(node)}${isText ? ": put it in quotes" : ""}`;
  return { code: "type", message, expected: schema };
}

/** With its article. */
export const typeNames: Readonly<Record<SchemaType, string>> = {
  object: "an object",
  map: "an object",
  list: "a list",
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "`true` or `false`",
  "int-or-string": "an integer or a string",
  quantity: "a quantity",
  any: "a value",
};

const scalarNames: Readonly<Record<ScalarType, string>> = {
  string: "a string",
  int: "an integer",
  float: "a number",
  bool: "a boolean",
  null: "null",
};

function shapeOf(node: YamlNode): string {
  if (node.kind === "map") return "an object";
  return node.kind === "scalar" ? scalarNames[scalarType(node)] : "a list";
}

function isNumber(type: ScalarType): boolean {
  return type === "int" || type === "float";
}

function textFault(node: YamlScalar, schema: Schema, isBuiltIn: boolean): Fault | undefined {
  if (schema.format === undefined) return undefined;
  const looks = formatMismatch(node.value, schema.format, isBuiltIn);
  return looks === undefined ? undefined : { code: "format", message: `${nameOf(node)} must be ${looks}`, expected: schema };
}

function finiteFault(node: YamlScalar, schema: Schema): Fault | undefined {
  if (Number.isFinite(scalarValue(node))) return undefined;
  return { code: "range", message: `${nameOf(node)} must be finite`, expected: schema };
}

/** A float without a fraction is an integer by the time that it is JSON (`1.0`, `1e3`). */
function integerFault(node: YamlScalar, schema: Schema, format: string | undefined): Fault | undefined {
  if (isShort(node.value)) return undefined;
  const value = scalarValue(node);
  if (!Number.isInteger(value)) return typeFault(node, schema);
  const size = Math.abs(Number(value));
  if (size < 2 ** 31) return undefined;
  const bits = format === "int32" ? 32 : 64;
  if (Number(value) === -(2 ** 31) || (bits === 64 && size < 2 ** 63) || Number(value) === -(2 ** 63)) return undefined;
  return { code: "range", message: `${nameOf(node)} must fit into ${bits} bits`, expected: schema };
}

/** A few digits and nothing else: most integers are no more. */
function isShort(text: string): boolean {
  if (text.length > 9) return false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x30 || c > 0x39) return false;
  }
  return true;
}

/** A number is judged by how it is written, which is how JSON has it but for rare exponents. */
function quantityFault(node: YamlScalar, schema: Schema, found: ScalarType): Fault | undefined {
  if (isNumber(found) && Number.isFinite(scalarValue(node))) return undefined;
  if (found !== "string") return typeFault(node, schema);
  if (isQuantity(node.value)) return undefined;
  return { code: "format", message: `${nameOf(node)} must be a quantity like \`500m\` or \`1Gi\``, expected: schema };
}
