// Reads the value checks of a custom resource's schema.

import type { Condition, Json, Limits, SchemaType } from "./schema.ts";

type JsonObject = { readonly [key: string]: Json };

/** Undefined where there are none. `required`: names that no field of the schema stands for. */
export function limitsOf(json: JsonObject, required: readonly string[] = []): Limits | undefined {
  const allOf = [...(conditionsOf(json["allOf"]) ?? []), ...(required.length > 0 ? [{ required }] : [])];
  const anyOf = conditionsOf(json["anyOf"]);
  const oneOf = conditionsOf(json["oneOf"]);
  const limits: Limits = {
    ...numbersOf(json),
    ...(typeof json["pattern"] === "string" && { pattern: json["pattern"] }),
    ...(json["exclusiveMinimum"] === true && { exclusiveMinimum: true }),
    ...(json["exclusiveMaximum"] === true && { exclusiveMaximum: true }),
    ...(allOf.length > 0 && { allOf }),
    ...(anyOf && { anyOf }),
    ...(oneOf && { oneOf }),
    ...(isObject(json["not"]) && { not: conditionOf(json["not"]) }),
  };
  return Object.keys(limits).length > 0 ? limits : undefined;
}

export function conditionOf(json: JsonObject): Condition {
  const { required, items, properties } = json;
  const type = typeof json["type"] === "string" ? types.get(json["type"]) : undefined;
  return {
    ...limitsOf(json),
    ...(type && { type }),
    ...(isList(json["enum"]) && { enum: json["enum"] }),
    ...(isList(required) && { required: required.map(String) }),
    ...(isObject(properties) && { properties: propertiesOf(properties) }),
    ...(isObject(items) && { items: conditionOf(items) }),
  };
}

const types: ReadonlyMap<string, SchemaType> = new Map<string, SchemaType>([
  ["object", "object"],
  ["array", "list"],
  ["string", "string"],
  ["integer", "integer"],
  ["number", "number"],
  ["boolean", "boolean"],
]);

const numbers = [
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;

function numbersOf(json: JsonObject): Limits {
  return Object.fromEntries(numbers.flatMap((name) => (typeof json[name] === "number" ? [[name, json[name]]] : [])));
}

function propertiesOf(json: JsonObject): ReadonlyMap<string, Condition> {
  return new Map(Object.entries(json).flatMap(([name, below]) => (isObject(below) ? [[name, conditionOf(below)] as const] : [])));
}

function conditionsOf(json: Json | undefined): readonly Condition[] | undefined {
  return isList(json) && json.length > 0 ? json.filter((entry) => isObject(entry)).map(conditionOf) : undefined;
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}
