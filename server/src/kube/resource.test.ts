// Resources: lists, aliases, labels, and text that is not resolved yet.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { isSops, resourcesOf } from "./resource.ts";
import { isUnresolved } from "./unresolved.ts";

const read = (text: string) => resourcesOf(parseDocument(text));

/** Expected: `group/version kind namespace/name` of each object. */
function check(text: string, ...expected: readonly string[]): void {
  const found = read(text).map(
    ({ group, version, kind, namespace, name }) => `${group}/${version} ${kind} ${namespace ?? "-"}/${name ?? "-"}`,
  );
  assert.deepEqual(found, expected, text);
}

test("what is an object", () => {
  check("apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }", "/v1 Pod shop/web");
  check("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web", "apps/v1 Deployment -/web");
  check("apiVersion: v1\nkind: Pod\nmetadata: { generateName: web- }", "/v1 Pod -/-");
  check("apiVersion: v1\nkind: Pod\nmetadata: { name: '', namespace: ~ }", "/v1 Pod -/-");
  check("apiVersion: v1\nkind: Pod\nmetadata: web", "/v1 Pod -/-");
  check("apiVersion: v1\nkind: Pod", "/v1 Pod -/-");
  for (const text of [
    "",
    "# only",
    "kind: Pod",
    "apiVersion: v1",
    "apiVersion: 1\nkind: Pod",
    "apiVersion: v1\nkind: [Pod]",
    "- apiVersion: v1\n  kind: Pod",
    "v1",
  ])
    check(text);
});

test("lists stand for their items", () => {
  check(
    "apiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Pod }\n- { apiVersion: v1, kind: Secret }\n- 1\n- { kind: Pod }",
    "/v1 Pod -/-",
    "/v1 Secret -/-",
  );
  check(
    "apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: { name: a }\n- { apiVersion: v1, kind: Pod }",
    "apps/v1 Deployment -/a",
    "/v1 Pod -/-",
  );
  check(
    "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items: [{ apiVersion: v1, kind: Pod }]",
    "/v1 Pod -/-",
  );
  check(
    "apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod}]}]}]",
  );
  check("apiVersion: v1\nkind: List\nitems: []");
  check("apiVersion: example.org/v1\nkind: AllowList\nspec: {}", "example.org/v1 AllowList -/-");
});

const many = (count: number, item: string) => Array.from({ length: count }, () => item).join(", ");

test("aliases: an object that is written once is one object, and lists that hold themselves end", () => {
  check("apiVersion: v1\nkind: List\nitems: [&a { apiVersion: v1, kind: Pod }, *a, *a]", "/v1 Pod -/-");
  check("&l\napiVersion: v1\nkind: List\nitems:\n- *l\n- { apiVersion: v1, kind: Pod }", "/v1 Pod -/-");
  check(
    `apiVersion: v1\nkind: List\nitems: [&l { apiVersion: v1, kind: List, items: [&p { apiVersion: v1, kind: Pod }, ${many(500, "*p")}] }, ${many(500, "*l")}]`,
    "/v1 Pod -/-",
  );
});

test("a document has 10,000 objects at most", () => {
  assert.equal(read(`apiVersion: v1\nkind: List\nitems:\n${"- { apiVersion: v1, kind: Pod }\n".repeat(10_001)}`).length, 10_000);
});

test("labels count by their text, merge keys and aliases are seen through", () => {
  const [pod] = read(
    "apiVersion: v1\nkind: Pod\nmetadata:\n  labels: &l { app: web, on: yes, version: 1.10, none: , deep: {} }\n  annotations: { <<: *l, extra: 'x' }\nspec: ~",
  );
  assert.deepEqual(
    [...pod!.labels],
    [
      ["app", "web"],
      ["true", "yes"],
      ["version", "1.10"],
      ["none", ""],
    ],
  );
  assert.equal(pod!.annotations.get("version"), "1.10");
  assert.equal(pod!.annotations.get("extra"), "x");
  assert.equal(pod!.spec, undefined);
  assert.equal(pod!.labels, pod!.labels);
  assert.equal(pod!.field("metadata", "labels", "app")?.kind, "scalar");
  assert.equal(pod!.field("metadata", "labels", "app", "deeper"), undefined);
});

test("documents and views are remembered", () => {
  const document = parseDocument("apiVersion: v1\nkind: Pod\nspec: {}");
  assert.equal(resourcesOf(document), resourcesOf(document));
  assert.equal(resourcesOf(document)[0]!.workload, resourcesOf(document)[0]!.workload);
});

const pairOf = (text: string) => parseDocument(`a: &a ${text}\nb: *a`).root;

const checkUnresolved = (text: string, expected: boolean) => {
  const root = pairOf(text);
  assert.ok(root?.kind === "map");
  for (const { value } of root.pairs) assert.equal(isUnresolved(value), expected, text);
};

test("unresolved text", () => {
  checkUnresolved("web", false);
  checkUnresolved("$(POD_IP)", false);
  checkUnresolved("$HOME/x", false);
  checkUnresolved("${TAG}", true);
  checkUnresolved("nginx:${TAG:-latest}", true);
  checkUnresolved("'{{ .Values.tag }}'", true);
  checkUnresolved("{{ .Values.tag }}", true);
  checkUnresolved("\n  ${KEY}: x", true);
  checkUnresolved("\n  key:\n    ${KEY}: x", false);
  checkUnresolved("\n  - ${ITEM}", false);
  assert.equal(isUnresolved(undefined), false);
});

test("SOPS leaves a block of its own", () => {
  assert.equal(isSops(parseDocument("apiVersion: v1\nkind: Secret\nsops:\n  mac: ENC[x]\n  version: 3.8.1")), true);
  assert.equal(isSops(parseDocument("apiVersion: v1\nkind: Secret\nsops: yes")), false);
  assert.equal(isSops(parseDocument("apiVersion: v1\nkind: Secret")), false);
  assert.equal(isSops(parseDocument("")), false);
});
