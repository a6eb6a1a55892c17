// The keywords of one schema object, read into a node; what has the wrong type counts for nothing.

import { compileRe2 } from "../base/regex.ts";
import { SchemaError } from "./json-schema-fault.ts";
import type { NumberKeyword, SizeKeyword } from "./json-schema-fault.ts";
import type { Additional, FormatCheck, Pattern, SchemaNode } from "./json-schema-node.ts";
import { JsonNumber } from "./json-schema-number.ts";

import { isArray, isObject } from "./json-schema-value.ts";
import type { JsonObject, JsonType, JsonValue } from "./json-schema-value.ts";

/** Where a schema stands, and how to get from there to others. */
export interface KeywordContext {
  readonly location: string;
  readonly has: (vocabulary: string) => boolean;
  /** Whether `format` decides. */
  readonly asserts: boolean;
  readonly formats: ReadonlyMap<string, FormatCheck>;
  readonly below: (...steps: readonly string[]) => SchemaNode;
  readonly refer: (reference: string) => SchemaNode;
  /** What stands behind the `#` of a reference. */
  readonly fragmentOf: (reference: string) => string;
}

export function readKeywords(node: SchemaNode, schema: JsonObject, context: KeywordContext): void {
  const reference = stringAt(schema, "$ref");
  if (reference !== undefined) {
    node.ref = context.refer(reference);
    // Up to draft 7 nothing else should count beside it. The library forgets that for what came after draft 4.
    if (node.version < 2019) return readSince6(node, schema, context);
  }
  if (context.has("applicator")) readApplicators(node, schema, context);
  if (context.has("validation")) readAssertions(node, schema, context);
  readSince6(node, schema, context);
  if (context.asserts) readFormat(node, schema, context);
  if (node.version >= 2019) readLater(node, schema, context);
}

function readApplicators(node: SchemaNode, schema: JsonObject, context: KeywordContext): void {
  set(node, "allOf", nodesAt(schema, "allOf", context));
  set(node, "anyOf", nodesAt(schema, "anyOf", context));
  set(node, "oneOf", nodesAt(schema, "oneOf", context));
  set(node, "not", nodeAt(schema, "not", context));
  if (node.version < 2020 && schema.has("items")) {
    node.items = nodesAt(schema, "items", context) ?? context.below("items");
    if (isArray(schema.get("items")!)) set(node, "additionalItems", additionalAt(schema, "additionalItems", context));
  }
  set(node, "properties", nodeMapAt(schema, "properties", context));
  readPatternProperties(node, schema, context);
  set(node, "additionalProperties", additionalAt(schema, "additionalProperties", context));
  readDependencies(node, schema, context);
  if (node.version < 2019) return;
  set(node, "dependentSchemas", nodeMapAt(schema, "dependentSchemas", context));
  if (node.version < 2020) return;
  set(node, "prefixItems", nodesAt(schema, "prefixItems", context));
  set(node, "restItems", nodeAt(schema, "items", context));
}

function readSince6(node: SchemaNode, schema: JsonObject, context: KeywordContext): void {
  if (node.version < 6) return;
  if (context.has("validation")) set(node, "const", schema.get("const"));
  if (!context.has("applicator")) return;
  set(node, "contains", nodeAt(schema, "contains", context));
  set(node, "propertyNames", nodeAt(schema, "propertyNames", context));
  const condition = node.version < 7 ? undefined : schema.get("if");
  if (condition === undefined) return;
  set(node, "if", nodeAt(schema, "if", context));
  if (condition !== false) set(node, "then", nodeAt(schema, "then", context));
  if (condition !== true) set(node, "else", nodeAt(schema, "else", context));
}

function readPatternProperties(node: SchemaNode, schema: JsonObject, context: KeywordContext): void {
  const found = nodeMapAt(schema, "patternProperties", context);
  if (!found) return;
  const location = `${context.location}/patternProperties`;
  node.patternProperties = [...found].map(([source, inner]) => ({ pattern: patternOf(source, location), node: inner }));
}

function readDependencies(node: SchemaNode, schema: JsonObject, context: KeywordContext): void {
  const found = schema.get("dependencies");
  if (!isObject(found)) return;
  node.dependencies = new Map(
    [...found].map(([key, value]) => [key, isArray(value) ? strings(value) : context.below("dependencies", key)]),
  );
}

function readAssertions(node: SchemaNode, schema: JsonObject, context: KeywordContext): void {
  const types = schema.get("type");
  if (types !== undefined) set(node, "types", typesOf(types));
  set(node, "enum", arrayAt(schema, "enum"));
  readRange(node, schema);
  for (const keyword of SIZES) set(node, keyword, intAt(schema, keyword));
  const source = stringAt(schema, "pattern");
  if (source !== undefined) node.pattern = patternOf(source, `${context.location}/pattern`);
  if (schema.get("uniqueItems") === true) node.isUnique = true;
  const required = arrayAt(schema, "required");
  if (required) node.required = strings(required);
}

/** Up to draft 4 `exclusiveMinimum` says of `minimum` that it is no value itself; the others take that, too. */
function readRange(node: SchemaNode, schema: JsonObject): void {
  set(node, "multipleOf", numberAt(schema, "multipleOf"));
  for (const [limit, exclusive] of RANGES) {
    const isFlagged = schema.get(exclusive) === true;
    set(node, isFlagged ? exclusive : limit, numberAt(schema, limit));
    if (!isFlagged) set(node, exclusive, numberAt(schema, exclusive));
  }
}

const RANGES: readonly (readonly [NumberKeyword, NumberKeyword])[] = [
  ["maximum", "exclusiveMaximum"],
  ["minimum", "exclusiveMinimum"],
];
const SIZES: readonly SizeKeyword[] = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];

function readFormat(node: SchemaNode, schema: JsonObject, { formats }: KeywordContext): void {
  const name = stringAt(schema, "format");
  if (name === undefined) return;
  const check = name === "regex" ? regexProblem : formats.get(name);
  if (check) node.format = { name, check };
}

function readLater(node: SchemaNode, schema: JsonObject, context: KeywordContext): void {
  const isLatest = node.version >= 2020;
  const recursive = stringAt(schema, "$recursiveRef");
  if (recursive !== undefined) node.recursiveRef = context.refer(recursive);
  if (schema.get("$recursiveAnchor") === true) node.isRecursiveAnchor = true;
  if (context.has("validation")) {
    if (node.contains) {
      set(node, "minContains", intAt(schema, "minContains"));
      set(node, "maxContains", intAt(schema, "maxContains"));
    }
    const required = schema.get("dependentRequired");
    if (isObject(required))
      node.dependentRequired = new Map([...required].flatMap(([key, list]) => (isArray(list) ? [[key, strings(list)]] : [])));
  }
  if (context.has(isLatest ? "unevaluated" : "applicator")) {
    if (schema.has("unevaluatedItems")) node.unevaluatedItems = context.below("unevaluatedItems");
    if (schema.has("unevaluatedProperties")) node.unevaluatedProperties = context.below("unevaluatedProperties");
  }
  if (!isLatest) return;
  const dynamic = stringAt(schema, "$dynamicRef");
  if (dynamic !== undefined) {
    const fragment = context.fragmentOf(dynamic);
    node.dynamicRef = { node: context.refer(dynamic), anchor: fragment.startsWith("/") ? "" : fragment };
  }
  set(node, "dynamicAnchor", stringAt(schema, "$dynamicAnchor"));
}

/** Of what is absent, nothing is set. */
function set<K extends keyof SchemaNode>(node: SchemaNode, key: K, value: SchemaNode[K] | undefined): void {
  if (value !== undefined) node[key] = value;
}

function nodeAt(schema: JsonObject, keyword: string, context: KeywordContext): SchemaNode | undefined {
  return schema.has(keyword) ? context.below(keyword) : undefined;
}

function nodesAt(schema: JsonObject, keyword: string, context: KeywordContext): readonly SchemaNode[] | undefined {
  return arrayAt(schema, keyword)?.map((_, i) => context.below(keyword, String(i)));
}

function nodeMapAt(schema: JsonObject, keyword: string, context: KeywordContext): ReadonlyMap<string, SchemaNode> | undefined {
  const found = schema.get(keyword);
  return isObject(found) ? new Map([...found.keys()].map((key) => [key, context.below(keyword, key)])) : undefined;
}

function additionalAt(schema: JsonObject, keyword: string, context: KeywordContext): Additional | undefined {
  const found = schema.get(keyword);
  if (found === undefined) return undefined;
  return typeof found === "boolean" ? found : context.below(keyword);
}

function typesOf(written: JsonValue): readonly JsonType[] | undefined {
  const named = typeof written === "string" ? [written] : isArray(written) ? written : [];
  const found = TYPES.filter((type) => named.includes(type));
  return found.length > 0 ? found : undefined;
}

/** In the order in which messages list them. */
const TYPES: readonly JsonType[] = ["null", "boolean", "number", "integer", "string", "array", "object"];

function patternOf(source: string, location: string): Pattern {
  const re2 = compileRe2(source);
  if ("problem" in re2) throw new SchemaError({ is: "pattern", schema: location, pattern: source, reason: re2.problem });
  return { source, re2 };
}

function regexProblem(text: string): string | undefined {
  const re2 = compileRe2(text);
  return "problem" in re2 ? re2.problem : undefined;
}

function strings(items: readonly JsonValue[]): readonly string[] {
  return items.filter((item) => typeof item === "string");
}

function stringAt(schema: JsonObject, keyword: string): string | undefined {
  const found = schema.get(keyword);
  return typeof found === "string" ? found : undefined;
}

function arrayAt(schema: JsonObject, keyword: string): readonly JsonValue[] | undefined {
  const found = schema.get(keyword);
  return found !== undefined && isArray(found) ? found : undefined;
}

function numberAt(schema: JsonObject, keyword: string): JsonNumber | undefined {
  const found = schema.get(keyword);
  return found instanceof JsonNumber && found.isUsable ? found : undefined;
}

function intAt(schema: JsonObject, keyword: string): number | undefined {
  return numberAt(schema, keyword)?.int;
}
