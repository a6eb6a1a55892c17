// The schemas of JSON Schema itself, draft by draft (json-schema.org), without their words for people.

import { memo } from "../base/memo.ts";
import { metaParts } from "./json-schema-meta-parts.ts";
import { JsonNumber } from "./json-schema-number.ts";
import type { JsonValue } from "./json-schema-value.ts";

/** As JavaScript writes JSON. */
export type Written = null | boolean | number | string | readonly Written[] | { readonly [key: string]: Written };

/** The document at a URL of json-schema.org, under http or https; undefined: there is none. */
export function metaSchema(url: string): JsonValue | undefined {
  const path = /^https?:\/\/json-schema\.org\/(.*)$/s.exec(url)?.[1];
  const name = path === "schema" ? LATEST : path;
  const document = name === undefined ? undefined : documents.get(name);
  return document && read(document);
}

const LATEST = "draft/2020-12/schema";

const self = { $ref: "#" };
const nothing = { type: "string" };
const number = { type: "number" };
const flag = { type: "boolean" };
const uri = { type: "string", format: "uri" };
const uriReference = { type: "string", format: "uri-reference" };
const selves = { type: "object", additionalProperties: self };
const simpleTypes = { enum: ["array", "boolean", "integer", "null", "number", "object", "string"] };
const define = (name: string) => ({ $ref: `#/definitions/${name}` });
const schemaArray = { type: "array", minItems: 1, items: self };
const schemas = define("schemaArray");
const strings = define("stringArray");
const oneOrMoreTypes = {
  anyOf: [define("simpleTypes"), { type: "array", items: define("simpleTypes"), minItems: 1, uniqueItems: true }],
};

/** What the drafts 4 to 7 agree on; `natural` names their definition of a number that is not negative. */
function common(natural: string): { readonly [key: string]: Written } {
  const count = define(natural);
  const countOr0 = define(`${natural}Default0`);
  return {
    $schema: uri,
    title: nothing,
    description: nothing,
    default: {},
    maximum: number,
    minimum: number,
    maxLength: count,
    minLength: countOr0,
    pattern: { type: "string", format: "regex" },
    items: { anyOf: [self, schemas] },
    maxItems: count,
    minItems: countOr0,
    uniqueItems: flag,
    maxProperties: count,
    minProperties: countOr0,
    required: strings,
    definitions: selves,
    properties: selves,
    patternProperties: selves,
    dependencies: { type: "object", additionalProperties: { anyOf: [self, strings] } },
    enum: { type: "array", minItems: 1, uniqueItems: true },
    type: oneOrMoreTypes,
    format: nothing,
    allOf: schemas,
    anyOf: schemas,
    oneOf: schemas,
    not: self,
  };
}

function definitions(natural: string, stringArray: Written): Written {
  return {
    schemaArray,
    [natural]: { type: "integer", minimum: 0 },
    [`${natural}Default0`]: { allOf: [define(natural), { default: 0 }] },
    simpleTypes,
    stringArray,
  };
}

const draft4: Written = {
  $schema: "http://json-schema.org/draft-04/schema#",
  definitions: definitions("positiveInteger", {
    type: "array",
    items: { type: "string" },
    minItems: 1,
    uniqueItems: true,
  }),
  type: "object",
  properties: {
    ...common("positiveInteger"),
    id: nothing,
    $ref: nothing,
    multipleOf: { type: "number", minimum: 0, exclusiveMinimum: true },
    exclusiveMaximum: flag,
    exclusiveMinimum: flag,
    additionalItems: { anyOf: [flag, self] },
    additionalProperties: { anyOf: [flag, self] },
  },
  dependencies: { exclusiveMaximum: ["maximum"], exclusiveMinimum: ["minimum"] },
};

const since6: { readonly [key: string]: Written } = {
  ...common("nonNegativeInteger"),
  $id: uriReference,
  $ref: uriReference,
  multipleOf: { type: "number", exclusiveMinimum: 0 },
  exclusiveMaximum: number,
  exclusiveMinimum: number,
  additionalItems: self,
  additionalProperties: self,
  contains: self,
  propertyNames: self,
};

const since7: { readonly [key: string]: Written } = {
  ...since6,
  $comment: nothing,
  readOnly: flag,
  writeOnly: flag,
  examples: { type: "array" },
  patternProperties: { ...selves, propertyNames: { format: "regex" } },
  contentMediaType: nothing,
  contentEncoding: nothing,
  ...Object.fromEntries(["if", "then", "else"].map((keyword) => [keyword, self])),
};

function draft(name: string, properties: { readonly [key: string]: Written }): Written {
  const url = `http://json-schema.org/${name}/schema#`;
  const stringArray = { type: "array", items: { type: "string" }, uniqueItems: true };
  return {
    $schema: url,
    $id: url,
    definitions: definitions("nonNegativeInteger", stringArray),
    type: ["object", "boolean"],
    properties,
  };
}

const documents: ReadonlyMap<string, { readonly [key: string]: Written }> = new Map(
  Object.entries<Written>({
    "draft-04/schema": draft4,
    "draft-06/schema": draft("draft-06", since6),
    "draft-07/schema": draft("draft-07", since7),
    ...metaParts,
  }).flatMap(([name, document]) => (isRecord(document) ? [[name, document] as const] : [])),
);

const read = memo((document: { readonly [key: string]: Written }): JsonValue => valueOf(document));

function valueOf(written: Written): JsonValue {
  if (typeof written === "number") return JsonNumber.ofFloat(written);
  if (isRecord(written)) return new Map(Object.entries(written).map(([key, item]) => [key, valueOf(item)]));
  return isList(written) ? written.map(valueOf) : written;
}

/** Array.isArray forgets that the array may be a readonly one. */
function isList(written: Written): written is readonly Written[] {
  return Array.isArray(written);
}

function isRecord(written: Written): written is { readonly [key: string]: Written } {
  return written !== null && typeof written === "object" && !Array.isArray(written);
}
