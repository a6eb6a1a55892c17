// Reading a tree: aliases, merges, paths, and what Go makes of whole documents.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  asMap,
  asScalar,
  asSeq,
  at,
  boolOf,
  entries,
  get,
  getPair,
  isNull,
  items,
  keyText,
  numberOf,
  pathTo,
  resolve,
  textOf,
} from "./access.ts";
import { parseDocument } from "./parse.ts";
import { scalarValue } from "./scalar.ts";
import type { YamlNode } from "./tree.ts";

test("documents come to what sigs.k8s.io/yaml makes of them", () => {
  const { cases } = JSON.parse(readFileSync("test/fixtures/yaml/go-documents.json", "utf8")) as {
    cases: { yaml: string; json?: string }[];
  };
  assert.ok(cases.length > 50);
  for (const { yaml, json } of cases) {
    if (json === undefined) continue;
    const { root, problems } = parseDocument(yaml);
    assert.deepEqual(plain(root), JSON.parse(json), yaml);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === "error"),
      [],
      yaml,
    );
    // Every single key is found as well as all of them.
    for (const { key, pair } of entries(root)) assert.equal(getPair(root, key), pair, `${yaml}: ${key}`);
  }
});

test("small and large maps, ordinary and odd keys, are found alike", () => {
  for (const count of [3, 40]) {
    const text =
      Array.from({ length: count }, (_, i) => `key${i}: ${i}\n`).join("") + "on: yes\n8080: port\n'8081': text\nkey1: last\n";
    const { root } = parseDocument(text);
    assert.equal(numberOf(get(root, "key2")), 2);
    assert.equal(textOf(get(root, "key1")), "last");
    assert.equal(boolOf(get(root, "true")), true);
    assert.equal(textOf(get(root, "8080")), "port");
    assert.equal(textOf(get(root, "8081")), "text");
    for (const absent of ["on", "key", "", "nope"]) assert.equal(get(root, absent), undefined, absent);
    assert.equal(entries(root).length, count + 3);
  }
});

test("a wrong shape or an absent node is undefined all the way", () => {
  const { root } = parseDocument("a: [1, {b: c}]\nd: text\ne: *nope\nf:\n");
  assert.equal(get(get(get(root, "nope"), "x"), "y"), undefined);
  assert.equal(get(get(root, "d"), "x"), undefined);
  assert.equal(asMap(get(root, "a")), undefined);
  assert.equal(asSeq(root), undefined);
  assert.equal(asScalar(get(root, "a")), undefined);
  assert.equal(items(get(root, "d")), undefined);
  assert.equal(resolve(get(root, "e")), undefined);
  assert.equal(numberOf(get(root, "d")), undefined);
  assert.equal(boolOf(get(root, "d")), undefined);
  assert.equal(textOf(at(root, ["a", 0])), undefined);
  assert.equal(isNull(get(root, "f")), true);
  assert.equal(isNull(undefined), false);
  assert.deepEqual(entries(undefined), []);
});

test("aliases are seen through", () => {
  const { root } = parseDocument("x: &x {a: [&n 5, *n]}\nz: *x\n");
  assert.equal(numberOf(at(root, ["z", "a", 1])), 5);
  assert.deepEqual(items(at(root, ["z", "a"]))?.map(numberOf), [5, 5]);
});

test("paths lead from the root to a node and back", () => {
  const { root } = parseDocument("spec:\n  containers:\n    - name: a\n    - name: b\n      ports: [{containerPort: 80}]\n");
  const path = ["spec", "containers", 1, "ports", 0, "containerPort"];
  const node = at(root, path);
  assert.equal(numberOf(node), 80);
  assert.ok(node?.parent && "colon" in node.parent);
  assert.deepEqual(pathTo(node), path);
  assert.deepEqual(pathTo(node.parent), path);
  assert.deepEqual(pathTo(node.parent.key), path);
  assert.equal(keyText(node.parent), "containerPort");
  assert.deepEqual(root && pathTo(root), []);
  assert.equal(at(root, ["spec", "containers", 7]), undefined);
});

test("merges that contain themselves or multiply end", () => {
  const cycle = parseDocument("a: &a\n  <<: *a\n  k: 1\nb: &b\n  <<: [*a, *b]\n  k: 2\n").root;
  assert.equal(numberOf(at(cycle, ["b", "k"])), 2);
  assert.equal(get(get(cycle, "a"), "nope"), undefined);
  const lines = ["m0: &m0 {k0: 0}"];
  for (let i = 1; i <= 3000; i++) lines.push(`m${i}: &m${i} {<<: [${`*m${i - 1}, `.repeat(9)}*m${i - 1}], k${i}: ${i}}`);
  const { root } = parseDocument(lines.join("\n"));
  assert.equal(numberOf(at(root, ["m3000", "k3000"])), 3000);
  assert.equal(numberOf(at(root, ["m3000", "k2999"])), 2999);
  for (const { pair } of entries(root)) assert.equal(get(pair.value, "nope"), undefined);
});

function plain(node: YamlNode | undefined): unknown {
  const target = resolve(node);
  if (target?.kind === "map") return Object.fromEntries(entries(target).map(({ key, pair }) => [key, plain(pair.value)]));
  if (target?.kind === "seq") return items(target)?.map(plain);
  return target?.kind === "scalar" ? scalarValue(target) : undefined;
}
