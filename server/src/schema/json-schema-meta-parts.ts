// The schemas of the drafts 2019-09 and 2020-12, a vocabulary each (json-schema.org), without their words for people.

import type { Written } from "./json-schema-meta.ts";

/** How a draft says "a schema again", and what it counts to its own. */
interface Dialect {
  readonly name: string;
  readonly self: Written;
  readonly anchor: { readonly [key: string]: Written };
}

const year2019: Dialect = { name: "draft/2019-09", self: { $recursiveRef: "#" }, anchor: { $recursiveAnchor: true } };
const year2020: Dialect = { name: "draft/2020-12", self: { $dynamicRef: "#meta" }, anchor: { $dynamicAnchor: "meta" } };

const text = { type: "string" };
const flag = { type: "boolean" };
const number = { type: "number" };
const define = (name: string) => ({ $ref: `#/$defs/${name}` });

function part(dialect: Dialect, name: string, properties: Written, defs?: Written): { readonly [key: string]: Written } {
  return {
    [`${dialect.name}/meta/${name}`]: {
      $schema: `https://json-schema.org/${dialect.name}/schema`,
      $id: `https://json-schema.org/${dialect.name}/meta/${name}`,
      $vocabulary: { [`https://json-schema.org/${dialect.name}/vocab/${name}`]: true },
      ...dialect.anchor,
      type: ["object", "boolean"],
      properties,
      ...(defs !== undefined && { $defs: defs }),
    },
  };
}

function schema(dialect: Dialect, vocabularies: readonly (readonly [string, boolean])[], properties: Written): Written {
  const url = `https://json-schema.org/${dialect.name}/schema`;
  return {
    $schema: url,
    $id: url,
    $vocabulary: Object.fromEntries(
      vocabularies.map(([name, isRequired]) => [`https://json-schema.org/${dialect.name}/vocab/${name}`, isRequired]),
    ),
    ...dialect.anchor,
    allOf: vocabularies.map(([name]) => ({ $ref: `meta/${name}` })),
    type: ["object", "boolean"],
    properties,
  };
}

/** The keywords that are no keywords any more, but should be used for nothing else. */
function former({ self }: Dialect): { readonly [key: string]: Written } {
  const stringArray = { $ref: "meta/validation#/$defs/stringArray" };
  return {
    definitions: { type: "object", additionalProperties: self },
    dependencies: { type: "object", additionalProperties: { anyOf: [self, stringArray] } },
  };
}

function applicator(dialect: Dialect, more: { readonly [key: string]: Written }): { readonly [key: string]: Written } {
  const { self } = dialect;
  const selves = { type: "object", additionalProperties: self };
  const list = define("schemaArray");
  const properties = {
    ...more,
    contains: self,
    additionalProperties: self,
    properties: selves,
    patternProperties: { ...selves, propertyNames: { format: "regex" } },
    dependentSchemas: selves,
    propertyNames: self,
    ...Object.fromEntries(["if", "then", "else"].map((keyword) => [keyword, self])),
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: self,
  };
  return part(dialect, "applicator", properties, { schemaArray: { type: "array", minItems: 1, items: self } });
}

function validation(dialect: Dialect): { readonly [key: string]: Written } {
  const count = define("nonNegativeInteger");
  const countOr0 = define("nonNegativeIntegerDefault0");
  const strings = define("stringArray");
  const simple = define("simpleTypes");
  const properties = {
    multipleOf: { type: "number", exclusiveMinimum: 0 },
    maximum: number,
    exclusiveMaximum: number,
    minimum: number,
    exclusiveMinimum: number,
    maxLength: count,
    minLength: countOr0,
    pattern: { type: "string", format: "regex" },
    maxItems: count,
    minItems: countOr0,
    uniqueItems: flag,
    maxContains: count,
    minContains: count,
    maxProperties: count,
    minProperties: countOr0,
    required: strings,
    dependentRequired: { type: "object", additionalProperties: strings },
    const: true,
    enum: { type: "array", items: true },
    type: { anyOf: [simple, { type: "array", items: simple, minItems: 1, uniqueItems: true }] },
  };
  return part(dialect, "validation", properties, {
    nonNegativeInteger: { type: "integer", minimum: 0 },
    nonNegativeIntegerDefault0: { ...count },
    simpleTypes: { enum: ["array", "boolean", "integer", "null", "number", "object", "string"] },
    stringArray: { type: "array", items: { type: "string" }, uniqueItems: true },
  });
}

function metaData(dialect: Dialect): { readonly [key: string]: Written } {
  return part(dialect, "meta-data", {
    title: text,
    description: text,
    default: true,
    deprecated: flag,
    readOnly: flag,
    writeOnly: flag,
    examples: { type: "array", items: true },
  });
}

function content(dialect: Dialect): { readonly [key: string]: Written } {
  return part(dialect, "content", { contentMediaType: text, contentEncoding: text, contentSchema: dialect.self });
}

function vocabulary(uri: Written): Written {
  return { type: "object", propertyNames: uri, additionalProperties: flag };
}

const uri = { type: "string", format: "uri" };
const uriReference = { type: "string", format: "uri-reference" };
const withoutFragment = { pattern: "^[^#]*#?$" };

const core2019 = part(year2019, "core", {
  $id: { ...uriReference, ...withoutFragment },
  $schema: uri,
  $anchor: { type: "string", pattern: "^[A-Za-z][-A-Za-z0-9.:_]*$" },
  $ref: uriReference,
  $recursiveRef: uriReference,
  $recursiveAnchor: flag,
  $vocabulary: vocabulary(uri),
  $comment: text,
  $defs: { type: "object", additionalProperties: year2019.self },
});

const core2020 = part(
  year2020,
  "core",
  {
    $id: { ...define("uriReferenceString"), ...withoutFragment },
    $schema: define("uriString"),
    $ref: define("uriReferenceString"),
    $anchor: define("anchorString"),
    $dynamicRef: define("uriReferenceString"),
    $dynamicAnchor: define("anchorString"),
    $vocabulary: vocabulary(define("uriString")),
    $comment: text,
    $defs: { type: "object", additionalProperties: year2020.self },
  },
  {
    anchorString: { type: "string", pattern: "^[A-Za-z_][-A-Za-z0-9._]*$" },
    uriString: uri,
    uriReferenceString: uriReference,
  },
);

/** By their path at json-schema.org. */
export const metaParts: { readonly [path: string]: Written } = {
  "draft/2019-09/schema": schema(
    year2019,
    [
      ["core", true],
      ["applicator", true],
      ["validation", true],
      ["meta-data", true],
      ["format", false],
      ["content", true],
    ],
    former(year2019),
  ),
  ...core2019,
  ...applicator(year2019, {
    additionalItems: year2019.self,
    unevaluatedItems: year2019.self,
    unevaluatedProperties: year2019.self,
    items: { anyOf: [year2019.self, define("schemaArray")] },
  }),
  ...validation(year2019),
  ...metaData(year2019),
  ...part(year2019, "format", { format: text }),
  ...content(year2019),
  "draft/2020-12/schema": schema(
    year2020,
    [
      ["core", true],
      ["applicator", true],
      ["unevaluated", true],
      ["validation", true],
      ["meta-data", true],
      ["format-annotation", true],
      ["content", true],
    ],
    {
      ...former(year2020),
      $recursiveAnchor: { $ref: "meta/core#/$defs/anchorString" },
      $recursiveRef: { $ref: "meta/core#/$defs/uriReferenceString" },
    },
  ),
  ...core2020,
  ...applicator(year2020, { prefixItems: define("schemaArray"), items: year2020.self }),
  ...part(year2020, "unevaluated", { unevaluatedItems: year2020.self, unevaluatedProperties: year2020.self }),
  ...validation(year2020),
  ...metaData(year2020),
  ...part(year2020, "format-annotation", { format: text }),
  ...part(year2020, "format-assertion", { format: text }),
  ...content(year2020),
};
