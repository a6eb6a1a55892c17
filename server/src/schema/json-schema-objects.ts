// The keywords that judge objects.

import type { Validation } from "./json-schema-validate.ts";
import type { SchemaNode } from "./json-schema-node.ts";
import type { JsonObject, JsonValue } from "./json-schema-value.ts";

export function validateObject(run: Validation, value: JsonObject): void {
  const { node } = run;
  const got = value.size;
  if (node.minProperties !== undefined && got < node.minProperties)
    run.add({ keyword: "minProperties", got, want: node.minProperties });
  if (node.maxProperties !== undefined && got > node.maxProperties)
    run.add({ keyword: "maxProperties", got, want: node.maxProperties });
  const missing = lacking(value, node.required);
  if (missing.length > 0) run.add({ keyword: "required", missing });
  if (run.isQuick && run.faults.length > 0) return;
  dependencies(run, value);
  if (!properties(run, value)) return;
  if (node.propertyNames) for (const key of value.keys()) run.addName(node.propertyNames, key);
  for (const [key, schema] of node.dependentSchemas ?? []) if (value.has(key)) run.addSelf(schema);
  for (const [property, wanted] of node.dependentRequired ?? []) requireBeside(run, value, property, wanted);
}

function dependencies(run: Validation, value: JsonObject): void {
  for (const [property, wanted] of run.node.dependencies ?? []) {
    if (!value.has(property)) continue;
    if ("location" in wanted) run.addSelf(wanted);
    else requireBeside(run, value, property, wanted);
  }
}

function requireBeside(run: Validation, value: JsonObject, property: string, wanted: readonly string[]): void {
  const missing = value.has(property) ? lacking(value, wanted) : [];
  if (missing.length > 0) run.add({ keyword: "dependentRequired", property, missing });
}

/** False: the rest need not be looked at. */
function properties(run: Validation, value: JsonObject): boolean {
  const { node } = run;
  const additional: string[] = [];
  if (node.properties || node.patternProperties || node.additionalProperties !== undefined)
    for (const [key, item] of value) {
      if (run.isQuick && run.faults.length > 0) return false;
      const isSeen = property(run, key, item) || additionalProperty(run, key, item, node.additionalProperties, additional);
      if (isSeen) run.unseen.properties?.delete(key);
    }
  if (additional.length > 0) run.add({ keyword: "additionalProperties", properties: additional });
  return true;
}

function property(run: Validation, key: string, item: JsonValue): boolean {
  const { properties: named, patternProperties: patterns } = run.node;
  const schema = named?.get(key);
  if (schema) run.addItem(schema, item, key);
  let isSeen = schema !== undefined;
  for (const { pattern, node } of patterns ?? []) {
    if (pattern.re2.matches(key, 1).length === 0) continue;
    isSeen = true;
    run.addItem(node, item, key);
  }
  return isSeen;
}

function additionalProperty(
  run: Validation,
  key: string,
  item: JsonValue,
  schema: boolean | SchemaNode | undefined,
  additional: string[],
): boolean {
  if (schema === false) additional.push(key);
  else if (typeof schema === "object") run.addItem(schema, item, key);
  return schema !== undefined;
}

function lacking(value: JsonObject, wanted: readonly string[] | undefined): readonly string[] {
  return wanted?.some((key) => !value.has(key)) ? wanted.filter((key) => !value.has(key)) : [];
}
