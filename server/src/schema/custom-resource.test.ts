// Definitions of custom resources, and what is said of their resources.

import assert from "node:assert/strict";
import { test } from "node:test";
import { asMap } from "../yaml/access.ts";
import { parseDocument } from "../yaml/parse.ts";
import { definitionOf } from "./custom-definition.ts";
import { kindsOf } from "./custom-resource.ts";
import type { Kind, Schema } from "./schema.ts";
import { validate } from "./validate.ts";

const metadata: Schema = {
  type: "object",
  doc: "",
  fields: new Map([["name", { name: "name", schema: { type: "string", doc: "" } }]]),
};

function kindsIn(text: string): readonly Kind[] {
  const definition = definitionOf(asMap(parseDocument(text).root)!);
  return definition ? kindsOf(definition, metadata) : [];
}

function definitionWith(properties: string, more = ""): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Cluster
  names: {kind: Widget, plural: widgets}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {${properties}}${more}}}}}
`;
}

/** The schema of \`a\`, the value of \`a\`, and the messages. */
function check(schema: string, value: string, ...expected: readonly string[]): void {
  checkSpec(definitionWith(`a: {${schema}}`), `a: ${value}`, expected);
}

function checkSpec(definition: string, spec: string, expected: readonly string[]): void {
  const [kind] = kindsIn(definition);
  const object = parseDocument(`apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nspec: {${spec}}\n`);
  assert.deepEqual(
    validate(asMap(object.root)!, kind!, [34]).map(({ message }) => message),
    expected,
    `${spec} in ${definition}`,
  );
}

test("what a definition says of its kind", () => {
  const [kind] = kindsIn(definitionWith("a: {type: string, description: Some words, default: b, nullable: true}"));
  assert.deepEqual(
    [kind!.group, kind!.version, kind!.kind, kind!.plural, kind!.isNamespaced],
    ["example.com", "v1", "Widget", "widgets", false],
  );
  assert.deepEqual(kind!.schema.fields!.get("spec")!.schema.fields!.get("a"), {
    name: "a",
    schema: { type: "string", doc: "Some words", default: "b", isNullable: true },
  });
  assert.equal(kind!.schema.fields!.get("metadata")!.schema, metadata);
  for (const half of ["spec:", "spec: {group: a}", "spec: {group: a, names: {kind: }}", "spec: 1", ""])
    assert.deepEqual(kindsIn(`kind: CustomResourceDefinition\n${half}\n`), []);
});

test("types, formats and patterns", () => {
  check("type: string", "1", "`a` must be a string, not an integer: put it in quotes");
  check("type: integer, format: int32", "3000000000", "`a` must fit into 32 bits");
  check("type: integer, minimum: 2", "1", "`a` must be at least 2");
  check("type: integer, minimum: 2, exclusiveMinimum: true", "2", "`a` must be more than 2");
  check("type: number, maximum: 2, multipleOf: 0.5", "1.5");
  check("type: number, multipleOf: 0.5", "1.3", "`a` must be a multiple of 0.5");
  check("type: string, minLength: 2, maxLength: 3", "x", "`a` must have at least 2 characters");
  check("type: string, maxLength: 3", "äöüß", "`a` must have at most 3 characters");
  check('type: string, pattern: "^a+$"', "aab", "`a` must match the pattern `^a+$`");
  check('type: string, pattern: "(?=look)"', "anything");
  check("type: string, enum: [b, c]", "other", "`a` must be `b` or `c`");
  check('type: string, enum: [b, ""]', '""');
  check("type: integer, enum: [1, 2]", "30", "`a` must be `1` or `2`");
  check("type: string, format: ipv4", "10.0.0.256", "`a` must be an IPv4 address");
  check("type: string, format: ipv6", '"fe80::1"');
  check("type: string, format: ipv6", '"1::2::3"', "`a` must be an IPv6 address");
  check("type: string, format: cidr", "10.0.0.0/33", "`a` must be a range of addresses like `10.0.0.0/8`");
  check("type: string, format: date", '"2026-02-30"', "`a` must be a date like `2026-01-31`");
  check("type: string, format: duration", "1h30m");
  check("type: string, format: duration", "soon", "`a` must be a duration like `1h30m`");
  check("type: string, format: something-own", "any");
  check("x-kubernetes-int-or-string: true", "3000000000");
  check("x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]", "http");
  check("x-kubernetes-int-or-string: true", "[1]", "`a` must be an integer or a string, not a list");
});

test("collections", () => {
  check("type: array, items: {type: string}, minItems: 1", "[]", "`a` must have at least 1 item");
  check("type: array, items: {type: string}, x-kubernetes-list-type: set", "[b, b]", "This item stands in the list already");
  check("type: object", "{b: 1}", "Unknown field `b`");
  check("type: object, additionalProperties: {type: integer}", "{b: x}", "`b` must be an integer, not a string");
  check("type: object, additionalProperties: true", "{b: {c: x}}");
  check("type: object, additionalProperties: {type: string}, maxProperties: 1", "{b: x, c: x}", "`a` must have at most 1 field");
  check(
    "type: object, x-kubernetes-preserve-unknown-fields: true, properties: {b: {type: string}}",
    "{b: 1, c: 1}",
    "`b` must be a string, not an integer: put it in quotes",
  );
  check("x-kubernetes-preserve-unknown-fields: true", "[any, {thing: 1}]");
  check(
    "type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true",
    "{kind: Pod, spec: {}}",
    "Missing `apiVersion`",
  );
});

const needs = (more: string) => definitionWith(`a: {type: string${more}}, b: {type: integer}`, ", required: [a]");

test("required fields and defaults", () => {
  checkSpec(needs(""), "b: 1", ["Missing `a`"]);
  checkSpec(needs(""), "a: null", ["Missing `a`"]);
  checkSpec(needs(", default: x"), "b: 1", []);
  // Nobody wrote a spec, and the schema does not ask for one.
  checkSpec(needs("").replace("spec: {type", "other: {type"), "", ["Unknown field `spec`"]);
});

test("combinations", () => {
  const object = "type: object, properties: {b: {type: string}, c: {type: string}}";
  check(`${object}, oneOf: [{required: [b]}, {required: [c]}]`, "{b: x}");
  check(`${object}, oneOf: [{required: [b]}, {required: [c]}]`, "{}", "`a` needs `b` or `c`");
  check(`${object}, oneOf: [{required: [b]}, {required: [c]}]`, "{b: x, c: x}", "`a` may have only one of `b` and `c`");
  check(
    `${object}, anyOf: [{required: [b]}, {properties: {c: {enum: [x]}}, required: [c]}]`,
    "{c: z}",
    "`a` fits none of the alternatives of its schema (`anyOf`)",
  );
  check(`${object}, allOf: [{required: [b]}]`, "{c: v}", "`a` does not fit what its schema demands (`allOf`)");
  check(`${object}, not: {required: [b]}`, "{b: v}", "`a` is what its schema rules out (`not`)");
  check(
    "type: object, additionalProperties: {type: string}, required: [b]",
    "{c: v}",
    "`a` does not fit what its schema demands (`allOf`)",
  );
});

const old = (preserve: string) => `apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
spec:
  group: example.com
  names: {kind: Widget, plural: widgets}
  version: v1
  versions: [{name: v2, served: true}, {name: v1alpha1, served: false}]
  ${preserve}
  validation: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {a: {type: integer}}}}}}
`;

test("v1beta1: one schema for all versions, and unknown fields are kept unless it says otherwise", () => {
  assert.deepEqual(
    kindsIn(old("")).map(({ version }) => version),
    ["v2", "v1"],
  );
  checkSpec(old(""), "a: x, b: 1", ["`a` must be an integer, not a string"]);
  checkSpec(old("preserveUnknownFields: false"), "a: 1, b: 1", ["Unknown field `b`"]);
});

test("a definition without a schema takes anything", () => {
  checkSpec(definitionWith("").replace(/ {6}schema: .*\n/, ""), "a: 1", []);
});
