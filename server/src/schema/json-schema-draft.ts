// The drafts of JSON Schema: what each looks for schemas in, and which vocabularies it knows.

import { below, splitUrl } from "./json-schema-pointer.ts";
import { isArray, isObject } from "./json-schema-value.ts";
import type { JsonObject, JsonValue } from "./json-schema-value.ts";

export interface Draft {
  /** 4, 6, 7, 2019 or 2020. */
  readonly version: number;
  readonly url: string;
  readonly idKeyword: "id" | "$id";
  readonly places: readonly SchemaPlace[];
  readonly vocabularies: readonly string[];
  /** Those of a schema whose meta-schema names none. */
  readonly defaults: readonly string[];
}

/** Where a keyword holds schemas: it is one, it has them as values, or as items. */
type SchemaPlace = readonly [keyword: string, shape: "schema" | "values" | "items"];

/** A draft, and the vocabularies that the meta-schema requires; undefined: the draft's own. */
export interface Dialect {
  readonly draft: Draft;
  readonly vocabularies: readonly string[] | undefined;
}

const places4: readonly SchemaPlace[] = [
  ["definitions", "values"],
  ["not", "schema"],
  ["allOf", "items"],
  ["anyOf", "items"],
  ["oneOf", "items"],
  ["properties", "values"],
  ["additionalProperties", "schema"],
  ["patternProperties", "values"],
  ["items", "schema"],
  ["items", "items"],
  ["additionalItems", "schema"],
  ["dependencies", "values"],
];
const places6: readonly SchemaPlace[] = [...places4, ["propertyNames", "schema"], ["contains", "schema"]];
const places7: readonly SchemaPlace[] = [...places6, ["if", "schema"], ["then", "schema"], ["else", "schema"]];
const places2019: readonly SchemaPlace[] = [
  ...places7,
  ["$defs", "values"],
  ["dependentSchemas", "values"],
  ["unevaluatedProperties", "schema"],
  ["unevaluatedItems", "schema"],
  ["contentSchema", "schema"],
];
const places2020: readonly SchemaPlace[] = [...places2019, ["prefixItems", "items"]];

function early(version: 4 | 6 | 7, places: readonly SchemaPlace[]): Draft {
  const url = `http://json-schema.org/draft-0${version}/schema`;
  return { version, url, idKeyword: version === 4 ? "id" : "$id", places, vocabularies: [], defaults: [] };
}

function late(
  version: number,
  name: string,
  places: readonly SchemaPlace[],
  defaults: readonly string[],
  more: readonly string[],
): Draft {
  const url = `https://json-schema.org/draft/${name}/schema`;
  return { version, url, idKeyword: "$id", places, vocabularies: [...defaults, ...more], defaults };
}

const draft2020 = late(
  2020,
  "2020-12",
  places2020,
  ["core", "applicator", "unevaluated", "validation"],
  ["meta-data", "format-annotation", "format-assertion", "content"],
);

export const drafts: readonly Draft[] = [
  early(4, places4),
  early(6, places6),
  early(7, places7),
  late(2019, "2019-09", places2019, ["core", "applicator", "validation"], ["meta-data", "format", "content"]),
  draft2020,
];

/** Of a schema that names none. */
export const latestDraft = draft2020;

/** The draft that a `$schema` names. */
export function draftOf(url: string): Draft | undefined {
  const [bare, fragment] = splitUrl(url);
  if (fragment !== "") return undefined;
  const path = bare.replace(/^https?:\/\//, "");
  if (path === "json-schema.org/schema") return latestDraft;
  return drafts.find((draft) => draft.url.replace(/^https?:\/\//, "") === path);
}

/** What names the vocabulary in `$vocabulary`, without its last part. */
export function vocabularyPrefix(draft: Draft): string {
  return draft.url.replace(/schema$/, "vocab/");
}

/** Where the schema of a vocabulary lies. */
export function vocabularyUrl(draft: Draft, name: string): string {
  return draft.url.replace(/schema$/, `meta/${name}`);
}

export function hasVocabulary({ draft, vocabularies }: Dialect, name: string): boolean {
  return name === "core" || draft.version < 2019 || (vocabularies ?? draft.defaults).includes(name);
}

/** The id of a schema without its fragment; "": it has none. */
export function idOf(draft: Draft, schema: JsonObject): string {
  // Up to draft 7, what stands beside a reference counts for nothing.
  if (draft.version < 2019 && schema.has("$ref")) return "";
  const id = schema.get(draft.idKeyword);
  return typeof id === "string" ? splitUrl(id)[0] : "";
}

/** The schemas right below a schema, by their pointers. */
export function subschemas(draft: Draft, schema: JsonObject, pointer: string): readonly (readonly [string, JsonValue])[] {
  const found: (readonly [string, JsonValue])[] = [];
  for (const [keyword, shape] of draft.places) {
    const value = schema.get(keyword);
    if (value === undefined) continue;
    const at = below(pointer, keyword);
    if (shape === "schema") found.push([at, value]);
    else if (shape === "items" && isArray(value))
      for (const [i, item] of value.entries()) found.push([below(at, String(i)), item]);
    else if (shape === "values" && isObject(value)) for (const [key, item] of value) found.push([below(at, key), item]);
  }
  return found;
}
