// What a schema refuses, field by field.

import assert from "node:assert/strict";
import { test } from "node:test";
import { asMap } from "../yaml/access.ts";
import { parseDocument } from "../yaml/parse.ts";
import type { Field, Kind, Schema } from "./schema.ts";
import { validate } from "./validate.ts";

const text: Schema = { type: "string", doc: "" };
const integer: Schema = { type: "integer", doc: "", format: "int32" };

function object(fields: readonly Field[], more: Partial<Schema> = {}): Schema {
  return { type: "object", doc: "", fields: new Map(fields.map((field) => [field.name, field])), ...more };
}

const list = (items: Schema, more: Partial<Schema> = {}): Schema => ({ type: "list", doc: "", items, ...more });
const map = (items: Schema): Schema => ({ type: "map", doc: "", items });
const must = { required: {} };

const metadata = object([
  { name: "name", schema: text },
  { name: "labels", schema: map(text) },
  { name: "annotations", schema: map(text) },
]);
const item = object([
  { name: "name", schema: text, ...must },
  { name: "size", schema: integer },
]);
const spec = object([
  { name: "count", schema: integer },
  { name: "total", schema: { type: "integer", doc: "", format: "int64" } },
  { name: "port", schema: { type: "int-or-string", doc: "" } },
  { name: "memory", schema: { type: "quantity", doc: "" } },
  { name: "ratio", schema: { type: "number", doc: "" } },
  { name: "active", schema: { type: "boolean", doc: "" } },
  { name: "mode", schema: { ...text, enum: ["Fast", "Safe"] } },
  { name: "key", schema: { ...text, format: "byte" } },
  { name: "at", schema: { ...text, format: "date-time" } },
  { name: "items", schema: list(item, { listKeys: ["name"] }) },
  { name: "tags", schema: list(text, { isSet: true }) },
  { name: "labels", schema: map(text) },
  { name: "free", schema: { type: "any", doc: "" } },
  { name: "open", schema: object([{ name: "known", schema: text }], { keepsUnknown: true }) },
  { name: "newer", schema: text, minors: { from: 31 } },
  { name: "older", schema: text, minors: { to: 29 } },
  { name: "changed", schema: text, earlier: [{ schema: integer, minors: { to: 30 } }] },
  { name: "later", schema: text, required: { from: 40 } },
]);
const kind: Kind = {
  group: "apps",
  version: "v1",
  kind: "Thing",
  minors: { from: 28 },
  schema: object([
    { name: "apiVersion", schema: text },
    { name: "kind", schema: text },
    { name: "metadata", schema: metadata },
    { name: "spec", schema: spec },
    { name: "status", schema: object([{ name: "mode", schema: { ...text, enum: ["Good"] } }]) },
  ]),
};

/** `expected`: path, then message; the spec in flow style. */
function check(written: string, expected: readonly string[] = [], minors: readonly number[] = [30], of: Kind = kind): void {
  checkObject(`apiVersion: apps/v1\nkind: Thing\nmetadata: {name: a}\nspec: {${written}}\n`, expected, minors, of);
}

function checkObject(written: string, expected: readonly string[], minors: readonly number[] = [30], of: Kind = kind): void {
  const found = validate(asMap(parseDocument(written).root)!, of, minors).map(({ path, message, minors: concerned }) =>
    [path.join("."), message, concerned.length < minors.length ? `[${concerned.join(" ")}]` : ""].filter(Boolean).join(" "),
  );
  assert.deepEqual(found, expected, written);
}

test("integers", () => {
  for (const fine of ["1", "-5", "0x10", "1.0", "1e3", "2147483647", "-2147483648", "null", "~", ""]) check(`count: ${fine}`);
  check('count: "1"', ["spec.count `count` must be an integer, not a string"]);
  check("count: 1.5", ["spec.count `count` must be an integer, not a number"]);
  check("count: yes", ["spec.count `count` must be an integer, not a boolean"]);
  check("count: [1]", ["spec.count `count` must be an integer, not a list"]);
  check("count: 2147483648", ["spec.count `count` must fit into 32 bits"]);
  check("total: 2147483648");
  check("total: 18446744073709551615", ["spec.total `total` must fit into 64 bits"]);
});

test("other scalars", () => {
  for (const fine of ["yes", "true", "off"]) check(`active: ${fine}`);
  check('active: "true"', ["spec.active `active` must be `true` or `false`, not a string"]);
  for (const fine of ["80", "http", "1.0", '"80"']) check(`port: ${fine}`);
  check("port: true", ["spec.port `port` must be an integer or a string, not a boolean"]);
  check("port: 99999999999", ["spec.port `port` must fit into 32 bits"]);
  for (const fine of ["1", "0.5", "500m", "1Gi", "1e3", '" 1"', "+1.5", ".5"]) check(`memory: ${fine}`);
  for (const wrong of ['""', "1GB", "5 Gi", "m", "1.2.3"])
    check(`memory: ${wrong}`, ["spec.memory `memory` must be a quantity like `500m` or `1Gi`"]);
  for (const fine of ["1", "1.5"]) check(`ratio: ${fine}`);
  check("ratio: .inf", ["spec.ratio `ratio` must be finite"]);
  check("labels: {a: 1.10, b: x, c: null}", ["spec.labels.a `a` must be a string, not a number: put it in quotes"]);
});

test("formats and enums", () => {
  for (const fine of ['""', "aGk=", '"aG\\nk="']) check(`key: ${fine}`);
  for (const wrong of ["abc", '"a b="', "a=b="]) check(`key: ${wrong}`, ["spec.key `key` must be base64"]);
  for (const fine of ["2026-01-31T12:00:00Z", "2024-02-29T23:59:59.5+02:00"]) check(`at: "${fine}"`);
  for (const wrong of ["2026-01-31", "2026-02-30T00:00:00Z", "2026-01-31t12:00:00Z", "2026-01-31T24:00:00Z"])
    check(`at: "${wrong}"`, ["spec.at `at` must be a date and time like `2026-01-31T12:00:00Z`"]);
  check("mode: Fast");
  check('mode: ""');
  check("mode: fast", ["spec.mode `mode` must be `Fast` or `Safe`, did you mean `Fast`?"]);
  check("mode: other", ["spec.mode `mode` must be `Fast` or `Safe`"]);
  const custom = { ...kind, group: "example.com" };
  check('mode: ""', ["spec.mode `mode` must be `Fast` or `Safe`"], [30], custom);
});

test("lists", () => {
  check("items: [{name: a}, {name: b}]");
  check("items: [{name: a}, {name: a, size: 1}]", ["spec.items.1.name Another item has `name: a` already"]);
  check("items: [{size: 1}, null]", ["spec.items.0.name Missing `name`"]);
  check("items: {name: a}", ["spec.items `items` must be a list, not an object"]);
  check("items: [a]", ["spec.items.0 Each item of `items` must be an object, not a string"]);
  check("tags: [a, b]");
  check("tags: [a, b, a]", ["spec.tags.2 This item stands in the list already"]);
  const many = Array.from({ length: 20 }, (_, i) => `{name: n${i % 19}}`).join(", ");
  check(`items: [${many}]`, ["spec.items.19.name Another item has `name: n0` already"]);
});

test("unknown fields", () => {
  check("cuont: 1", ["spec.cuont Unknown field `cuont`, did you mean `count`?"]);
  check("Count: 1", ["spec.Count Unknown field `Count`, did you mean `count`?"]);
  check("Count: 1, count: 1", ["spec.Count Unknown field `Count`"]);
  check("nothing: null", ["spec.nothing Unknown field `nothing`"]);
  check("free: {a: {b: [1]}}");
  check("open: {x: 1, known: 2}", ["spec.open.known `known` must be a string, not an integer: put it in quotes"]);
  check("$patch: replace");
});

test("minors", () => {
  check("newer: a", ["spec.newer Field `newer` came with Kubernetes 1.31"]);
  check("newer: a", ["spec.newer Field `newer` came with Kubernetes 1.31 [30]"], [30, 31]);
  check("newer: a", [], [31, 34]);
  check("older: a", ["spec.older Field `older` is gone since Kubernetes 1.30"]);
  check("older: 1", ["spec.older `older` must be a string, not an integer: put it in quotes"], [28]);
  check("changed: 1");
  check("changed: 1", ["spec.changed `changed` must be a string, not an integer: put it in quotes [31]"], [30, 31]);
  check("count: 1", ["spec.later Missing `later` [40 41]"], [31, 40, 41]);
  check("cuont: 1", [], [27]);
  // A field that only some of the minors have is no proposal.
  check("newe: a", ["spec.newe Unknown field `newe`"]);
});

test("merge keys and aliases are read as they work", () => {
  const head = "apiVersion: apps/v1\nkind: Thing\nmetadata: {name: a}\n";
  checkObject(`${head}spec:\n  free: &base {count: x, cuont: 1}\n  <<: *base\n`, [
    "spec.free.count `count` must be an integer, not a string",
    "spec.free.cuont Unknown field `cuont`",
  ]);
  checkObject(`${head}spec:\n  free: &one {name: a}\n  items: [*one, *one]\n`, [
    "spec.free.name Another item has `name: a` already",
  ]);
});

test("aliases that make much out of little end", () => {
  let nested = "a0: &a0 {items: []}\n";
  for (let i = 1; i < 40; i++) nested += `a${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]\n`;
  const deep: Schema = {
    type: "list",
    doc: "",
    get items(): Schema {
      return deep;
    },
  };
  const root = object([{ name: "a39", schema: deep }], { keepsUnknown: true });
  validate(asMap(parseDocument(nested).root)!, { ...kind, schema: root }, [30]);
});

const of = (metadataText: string, expected: readonly string[], other: Partial<Kind> = {}, minor = 30) =>
  checkObject(`metadata: ${metadataText}\n`, expected, [minor], { ...kind, ...other });

test("metadata", () => {
  of("{}", ["metadata.name Missing `metadata.name`"]);
  of("null", ["metadata.name Missing `metadata.name`"]);
  of("{name: a.b-c}", []);
  of("{name: 1}", ["metadata.name `name` must be a string, not an integer: put it in quotes"]);
  of("{name: A}", [`metadata.name The name of a Thing ${subdomain}`]);
  of(`{name: ${"a".repeat(254)}}`, ["metadata.name The name of a Thing must have at most 253 characters"]);
  const service = { group: "", kind: "Service" };
  of(
    "{name: 1a}",
    [
      "metadata.name The name of a Service may hold lower-case letters, digits and `-`, and must begin with a letter and end with a letter or digit",
    ],
    service,
  );
  of("{name: 1a}", [], service, 34);
  of(
    "{name: a.b}",
    [
      "metadata.name The name of a Namespace may hold lower-case letters, digits and `-`, and must begin and end with a letter or digit",
    ],
    { group: "", kind: "Namespace" },
  );
  of('{name: "system:a"}', [], { group: "rbac.authorization.k8s.io", kind: "ClusterRole" });
  of("{name: a/b}", ["metadata.name The name of a Role must not hold `/` or `%`"], {
    group: "rbac.authorization.k8s.io",
    kind: "Role",
  });
  of(`{name: ${"a".repeat(53)}}`, ["metadata.name The name of a CronJob must have at most 52 characters"], {
    group: "batch",
    kind: "CronJob",
  });
  of("{name: a, labels: {app: x, a/b: v, a.b/C_d: ''}, annotations: {A.b/c: 'any thing'}}", []);
  of("{name: a, labels: {a/b/c: v}}", [`metadata.labels.a/b/c The label's key \`a/b/c\` ${word}`]);
  of("{name: a, labels: {A/b: v}}", [
    "metadata.labels.A/b The label's key `A/b` before its `/` must stand a lower-case domain name",
  ]);
  of("{name: a, labels: {b: y y}}", [`metadata.labels.b The value of the label \`b\` ${word}`]);
  of(`{name: a, labels: {b: ${"y".repeat(64)}}}`, [
    "metadata.labels.b The value of the label `b` must have at most 63 characters",
  ]);
  of(`{name: a, annotations: {b: ${"y".repeat(262_144)}}}`, [
    "metadata.annotations All annotations of an object together must fit into 256 KiB",
  ]);
});

test("the status is only decoded", () => {
  checkObject("metadata: {name: a}\nstatus: {mode: Bad}\n", []);
  checkObject("metadata: {name: a}\nstatus: {mode: 1, more: x}\n", [
    "status.mode `mode` must be a string, not an integer: put it in quotes",
    "status.more Unknown field `more`",
  ]);
});

test("what is still being typed", () => {
  const head = "apiVersion: apps/v1\nkind: Thing\nmetadata:\n  name: a\nspec:\n";
  checkObject(`${head}  count: 1\n  item\n  tags: []\n`, []);
  checkObject(`${head}  count: 1\n  items\n`, []);
  checkObject(`${head}  count:\n`, []);
  checkObject(`${head}  items:\n    -\n`, []);
});

const word = "may hold letters, digits, `-`, `_` and `.`, and must begin and end with a letter or digit";
const subdomain =
  "may hold lower-case letters, digits, `-` and `.`, and must begin and end with a letter or digit, beside each `.`, too";
