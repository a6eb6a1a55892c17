// Makes objects at random that fit the schema of their kind.

import { holds, type Field, type Kind, type Schema } from "../../server/src/schema/schema.ts";
import type { Random } from "./random.ts";

/** JSON that can be changed in place. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Fields = { [key: string]: Value };

/** For one minor; nothing deeper than `depth` but what is required. */
export function sampleOf(kind: Kind, minor: number, random: Random): Fields {
  const object: Fields = {
    apiVersion: kind.group === "" ? kind.version : `${kind.group}/${kind.version}`,
    kind: kind.kind,
    metadata: metadata(random, true),
  };
  for (const field of kind.schema.fields?.values() ?? []) {
    if (["apiVersion", "kind", "metadata", "status"].includes(field.name) || !holds(field.minors, minor)) continue;
    if (isRequired(field) || random.chance(80)) object[field.name] = valueOf(field.name, field.schema, minor, random, 0);
  }
  return object;
}

const words = ["web", "cart", "data", "cache", "queue", "north", "blue", "main", "edge", "probe"];

function metadata(random: Random, isRoot: boolean): Fields {
  return {
    ...(isRoot && { name: `${random.pick(words)}-${random.next(90)}` }),
    ...(random.chance(70) && { labels: { app: random.pick(words), "example.com/tier": `t${random.next(9)}` } }),
    ...(random.chance(40) && { annotations: { "example.com/note": `Made by ${random.pick(words)}` } }),
    ...(isRoot && random.chance(20) && { finalizers: ["example.com/keep"] }),
  };
}

function valueOf(name: string, schema: Schema, minor: number, random: Random, depth: number): Value {
  if (schema.enum) return copyOf(random.pick(schema.enum) as Value);
  switch (schema.type) {
    case "object":
      return name === "metadata" && schema.fields?.has("annotations")
        ? metadata(random, false)
        : objectOf(schema, minor, random, depth + 1);
    case "map":
      return mapOf(name, schema, minor, random, depth + 1);
    case "list":
      return listOf(name, schema, minor, random, depth + 1);
    case "integer":
      return 1 + random.next(100);
    case "number":
      return random.next(100) / 4;
    case "boolean":
      return random.chance(50);
    case "int-or-string":
      return random.chance(50) ? 1 + random.next(8000) : random.pick(["http", "25%"]);
    case "quantity":
      return random.pick(["500m", "1", 2, "64Mi", "1.5Gi", "1e3", 0.5]);
    case "string":
      return textOf(schema, random);
    case "any":
      return {};
  }
}

function textOf(schema: Schema, random: Random): string {
  if (schema.format === "date-time") return random.pick(["2026-01-31T12:00:00Z", "2025-06-01T08:30:00.000000+02:00"]);
  if (schema.format === "byte") return random.pick(["aGVsbG8=", "", "d29ybGQ="]);
  return random.pick([...words, "10.0.0.1", "true", "80", "a b", "/var/lib"]);
}

function objectOf(schema: Schema, minor: number, random: Random, depth: number): Fields {
  const object: Fields = {};
  const fields = [...(schema.fields?.values() ?? [])].filter((field) => holds(field.minors, minor));
  const share = Math.max(4, 60 - depth * 9);
  for (const field of fields)
    if (isRequired(field) || (depth < 8 && random.chance(fields.length > 12 ? share / 3 : share)))
      object[field.name] = valueOf(field.name, schemaIn(field, minor), minor, random, depth);
  return object;
}

/** A spec or template that is left out counts as an empty one, in which something may be required. */
function isRequired({ name, required, schema }: Field): boolean {
  return required !== undefined || ((name === "spec" || name === "template") && schema.type === "object");
}

function schemaIn(field: Field, minor: number): Schema {
  return field.earlier?.find((earlier) => holds(earlier.minors, minor))?.schema ?? field.schema;
}

function mapOf(name: string, schema: Schema, minor: number, random: Random, depth: number): Fields {
  const keys = random.chance(50) ? ["cpu"] : ["memory", "other"];
  return Object.fromEntries(keys.map((key) => [key, schema.items ? valueOf(name, schema.items, minor, random, depth) : {}]));
}

/** Items get keys that tell them apart. */
function listOf(name: string, schema: Schema, minor: number, random: Random, depth: number): Value[] {
  const { items, listKeys, isSet } = schema;
  if (!items) return [];
  const count = depth > 9 ? 0 : items.enum ? 1 : 1 + random.next(2);
  return Array.from({ length: count }, (_, i) => {
    const item = valueOf(name, items, minor, random, depth);
    if (isSet && !items.enum && typeof item === "string") return `${item}-${i}`;
    if (listKeys && typeof item === "object" && item !== null && !Array.isArray(item))
      for (const key of listKeys) item[key] = keyOf(items.fields?.get(key)?.schema, i, minor, random);
    return item;
  });
}

function keyOf(schema: Schema | undefined, i: number, minor: number, random: Random): Value {
  if (!schema || schema.enum) return schema ? valueOf("", schema, minor, random, 9) : `key-${i}`;
  return schema.type === "integer" ? 1000 + i : schema.type === "string" ? `key-${i}` : valueOf("", schema, minor, random, 9);
}

function copyOf(value: Value): Value {
  return structuredClone(value);
}
