// Makes kinds of definitions of custom resources: structural OpenAPI schemas as this house's schemas.

import type { DefinedVersion, Definition } from "./custom-definition.ts";
import { limitsOf } from "./custom-limits.ts";
import type { Field, Json, Kind, Schema, SchemaType } from "./schema.ts";

type JsonObject = { readonly [key: string]: Json };

/** One per served version. `metadata` is the schema of every object's metadata; undefined leaves it unchecked. */
export function kindsOf({ group, kind, plural, isNamespaced, json }: Definition, metadata: Schema | undefined): readonly Kind[] {
  // `definitionOf` wrote it.
  const versions = JSON.parse(json) as readonly DefinedVersion[];
  return versions.map(({ name, schema, keepsUnknown }) => ({
    group,
    version: name,
    kind,
    ...(plural && { plural }),
    isNamespaced,
    schema: rootOf(schema, { keepsUnknown, metadata: metadata ?? unchecked }),
  }));
}

interface Reading {
  readonly keepsUnknown: boolean;
  readonly metadata: Schema;
}

const unchecked: Schema = { type: "any", doc: "" };
const text: Schema = { type: "string", doc: "" };

function rootOf(json: Json, reading: Reading): Schema {
  // A definition without a schema takes anything.
  const keepsUnknown = reading.keepsUnknown || !isObject(json);
  const schema = isObject(json) ? read({ type: "object", ...json }, reading) : { type: "object" as const, doc: "" };
  return { ...schema, type: "object", ...(keepsUnknown && { keepsUnknown }), fields: objectFields(schema, reading, false) };
}

function read(json: JsonObject, reading: Reading): Schema {
  const keepsUnknown = reading.keepsUnknown || json["x-kubernetes-preserve-unknown-fields"] === true;
  const isEmbedded = json["x-kubernetes-embedded-resource"] === true;
  const type = typeOf(json, keepsUnknown);
  const limits = limitsOf(json, undeclared(json, type));
  const schema: Schema = {
    type,
    doc: typeof json["description"] === "string" ? json["description"] : "",
    ...shapeOf(json, type, reading),
    ...(isList(json["enum"]) && { enum: json["enum"] }),
    ...(typeof json["format"] === "string" && { format: json["format"] }),
    ...(json["default"] !== undefined && { default: json["default"] }),
    ...(json["nullable"] === true && { isNullable: true }),
    ...(keepsUnknown && { keepsUnknown }),
    ...(isEmbedded && { isEmbedded }),
    ...(limits && { limits }),
  };
  return isEmbedded ? { ...schema, type: "object", fields: objectFields(schema, reading, true) } : schema;
}

function typeOf(json: JsonObject, keepsUnknown: boolean): SchemaType {
  if (json["x-kubernetes-int-or-string"] === true || json["format"] === "int-or-string") return "int-or-string";
  switch (json["type"]) {
    case "object":
      return isObject(json["properties"]) || !allowsMore(json) ? "object" : "map";
    case "array":
      return "list";
    case "string":
    case "integer":
    case "number":
    case "boolean":
      return json["type"];
    default:
      return isObject(json["properties"]) && !keepsUnknown ? "object" : "any";
  }
}

function allowsMore(json: JsonObject): boolean {
  return json["additionalProperties"] === true || isObject(json["additionalProperties"]);
}

function shapeOf(json: JsonObject, type: SchemaType, reading: Reading): Pick<Schema, "fields" | "items" | "listKeys" | "isSet"> {
  if (type === "object") return { fields: fieldsOf(json, reading) };
  if (type === "map") return itemsOf(json["additionalProperties"], reading);
  if (type !== "list") return {};
  const keys = json["x-kubernetes-list-map-keys"];
  const kind = json["x-kubernetes-list-type"];
  return {
    ...itemsOf(json["items"], reading),
    ...(kind === "map" && isList(keys) && keys.length > 0 && { listKeys: keys.map(String) }),
    ...(kind === "set" && { isSet: true }),
  };
}

function itemsOf(json: Json | undefined, reading: Reading): Pick<Schema, "items"> {
  return isObject(json) ? { items: read(json, reading) } : {};
}

function fieldsOf(json: JsonObject, reading: Reading): ReadonlyMap<string, Field> {
  const required = new Set(namesOf(json["required"]));
  const properties = isObject(json["properties"]) ? Object.entries(json["properties"]) : [];
  return new Map(properties.map(([name, below]) => [name, fieldOf(name, below, required.has(name), reading)]));
}

/** A definition may have thousands of fields, of which an object uses a few. */
function fieldOf(name: string, json: Json, isRequired: boolean, reading: Reading): Field {
  let schema: Schema | undefined;
  return {
    name,
    ...(isRequired && { required: {} }),
    get schema() {
      return (schema ??= isObject(json) ? read(json, reading) : unchecked);
    },
  };
}

/** What every object has, whether its schema says so or not. */
function objectFields({ fields }: Schema, { metadata }: Reading, isEmbedded: boolean): ReadonlyMap<string, Field> {
  const must = isEmbedded ? { required: {} } : {};
  const own = [
    { name: "apiVersion", schema: text, ...must },
    { name: "kind", schema: text, ...must },
    { name: "metadata", schema: metadata },
  ];
  return new Map([...(fields ?? []), ...own.map((field) => [field.name, field] as const)]);
}

/** Required fields that no property declares: of maps, and of what keeps unknown fields. */
function undeclared(json: JsonObject, type: SchemaType): readonly string[] {
  const properties = type === "object" && isObject(json["properties"]) ? json["properties"] : {};
  return namesOf(json["required"]).filter((name) => !Object.hasOwn(properties, name));
}

function namesOf(json: Json | undefined): readonly string[] {
  return isList(json) ? json.filter((name) => typeof name === "string") : [];
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}
