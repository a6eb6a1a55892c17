// Judges a value by what the schema of a custom resource says beyond types: patterns, lengths, ranges, and combinations of schemas.

import { compilePattern, type Matcher } from "../base/regex.ts";
import { entries, get, isNull, items, resolve } from "../yaml/access.ts";
import { scalarType, scalarValue } from "../yaml/scalar.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { Condition, Json, Limits, SchemaType } from "./schema.ts";
import { isEqual, jsonOf } from "./validate-json.ts";
import { listed, nameOf, type Fault } from "./validate-problem.ts";

/** The first thing that is wrong; undefined where nothing is. */
export function limitFault(node: YamlNode, limits: Limits): Fault | undefined {
  const says = sizeFault(node, limits);
  if (says !== undefined) return { code: "limit", message: `${nameOf(node)} ${says}` };
  const message = combinationFault(node, limits);
  return message === undefined ? undefined : { code: "limit", message };
}

/** Whether the value fits. Only what is asked is judged: a condition that names no type takes any. */
export function fits(node: YamlNode, condition: Condition): boolean {
  if (condition.type !== undefined && !isOfType(node, condition.type)) return false;
  if (condition.enum && !isOneOf(node, condition.enum)) return false;
  if (sizeFault(node, condition) !== undefined) return false;
  return structureFits(node, condition) && combinationFault(node, condition) === undefined;
}

export function isOneOf(node: YamlNode, values: readonly Json[]): boolean {
  const value = jsonOf(node);
  return values.some((allowed) => isEqual(allowed, value));
}

/** What stands behind the value's name: "must be at most 10". */
function sizeFault(node: YamlNode, limits: Limits): string | undefined {
  if (node.kind === "map") return countFault(entries(node).length, limits.minProperties, limits.maxProperties, "field");
  if (node.kind === "seq") return countFault(node.items.length, limits.minItems, limits.maxItems, "item");
  if (node.kind !== "scalar") return undefined;
  const value = scalarValue(node);
  if (typeof value === "number") return numberFault(value, limits);
  return typeof value === "string" ? textFault(value, limits) : undefined;
}

function textFault(text: string, { minLength, maxLength, pattern }: Limits): string | undefined {
  if (minLength !== undefined || maxLength !== undefined) {
    const wrong = countFault([...text].length, minLength, maxLength, "character");
    if (wrong) return wrong;
  }
  if (pattern === undefined || matcherOf(pattern)?.test(text) !== false) return undefined;
  return `must match the pattern \`${pattern}\``;
}

function numberFault(value: number, limits: Limits): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum))
    return `must be ${exclusiveMinimum ? "more than" : "at least"} ${minimum}`;
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum))
    return `must be ${exclusiveMaximum ? "less than" : "at most"} ${maximum}`;
  if (multipleOf !== undefined && multipleOf > 0 && !Number.isInteger(value / multipleOf))
    return `must be a multiple of ${multipleOf}`;
  return undefined;
}

function countFault(count: number, least: number | undefined, most: number | undefined, noun: string): string | undefined {
  if (least !== undefined && count < least) return `must have at least ${counted(least, noun)}`;
  if (most !== undefined && count > most) return `must have at most ${counted(most, noun)}`;
  return undefined;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A whole sentence. */
function combinationFault(node: YamlNode, { allOf, anyOf, oneOf, not }: Limits): string | undefined {
  if (allOf && !allOf.every((condition) => fits(node, condition)))
    return `${nameOf(node)} does not fit what its schema demands (\`allOf\`)`;
  if (anyOf && !anyOf.some((condition) => fits(node, condition))) return choiceFault(node, anyOf, "anyOf");
  if (oneOf) {
    const count = oneOf.filter((condition) => fits(node, condition)).length;
    if (count === 0) return choiceFault(node, oneOf, "oneOf");
    if (count > 1) return tooManyFault(node, oneOf);
  }
  return not && fits(node, not) ? `${nameOf(node)} is what its schema rules out (\`not\`)` : undefined;
}

function choiceFault(node: YamlNode, choices: readonly Condition[], word: string): string {
  const names = requiredNames(choices);
  return names
    ? `${nameOf(node)} needs ${listed(names, "or")}`
    : `${nameOf(node)} fits none of the alternatives of its schema (\`${word}\`)`;
}

function tooManyFault(node: YamlNode, choices: readonly Condition[]): string {
  const names = requiredNames(choices);
  return names
    ? `${nameOf(node)} may have only one of ${listed(names, "and")}`
    : `${nameOf(node)} fits more than one of the alternatives of its schema (\`oneOf\`)`;
}

/** Where each alternative asks for one field and no more: their names. */
function requiredNames(choices: readonly Condition[]): readonly string[] | undefined {
  const names = choices.map(({ required, ...rest }) =>
    required?.length === 1 && Object.values(rest).every((value) => value === undefined) ? required[0]! : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

function structureFits(node: YamlNode, { required, properties, items: itemCondition }: Condition): boolean {
  if (node.kind === "map") {
    if (required?.some((name) => !has(node, name))) return false;
    for (const [name, condition] of properties ?? []) {
      const value = resolve(get(node, name));
      if (value && !isNull(value) && !fits(value, condition)) return false;
    }
  }
  if (node.kind === "seq" && itemCondition) return items(node)!.every((item) => fits(item, itemCondition));
  return true;
}

function has(node: YamlNode, name: string): boolean {
  const value = get(node, name);
  return value !== undefined && !isNull(value);
}

function isOfType(node: YamlNode, type: SchemaType): boolean {
  if (type === "any") return true;
  if (type === "list") return node.kind === "seq";
  if (type === "object" || type === "map") return node.kind === "map";
  if (node.kind !== "scalar") return false;
  const found = scalarType(node);
  if (type === "boolean") return found === "bool";
  if (type === "string") return found === "string";
  const value = scalarValue(node);
  if (type === "number") return typeof value === "number";
  if (type === "integer") return Number.isInteger(value);
  return found === "string" || Number.isInteger(value);
}

/** Patterns are few and stand in many values; what the engine cannot read is not judged. */
const matchers = new Map<string, Matcher | undefined>();
const MOST_MATCHERS = 2000;

function matcherOf(pattern: string): Matcher | undefined {
  if (matchers.has(pattern)) return matchers.get(pattern);
  if (matchers.size >= MOST_MATCHERS) matchers.clear();
  const compiled = compilePattern(pattern);
  const matcher = "problem" in compiled ? undefined : compiled;
  matchers.set(pattern, matcher);
  return matcher;
}
