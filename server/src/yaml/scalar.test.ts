// Scalars have the type and value that Go gives them; the fixtures hold Go's answers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { get, textOf } from "./access.ts";
import { parseDocument } from "./parse.ts";
import { plainType, scalarKey, scalarType, scalarValue } from "./scalar.ts";
import type { YamlScalar } from "./tree.ts";

interface GoCase {
  readonly yaml: string;
  readonly type?: string;
  readonly json?: string;
  readonly error?: string;
}

test("types and values are those of sigs.k8s.io/yaml", () => {
  const cases = goCases("go-scalars");
  assert.ok(cases.length > 500);
  for (const { yaml, type, json, error } of cases) {
    const scalar = scalarOf(yaml, "value");
    // Go reads no document at all then; where only JSON cannot hold the number, the type is known.
    if (type === undefined) continue;
    assert.equal(scalarType(scalar), type, yaml);
    if (json !== undefined) assert.deepEqual(scalarValue(scalar), (JSON.parse(json) as { a: unknown }).a, yaml);
    else assert.ok(!Number.isFinite(scalarValue(scalar)), `${yaml}: ${error}`);
  }
});

test("keys have the text that sigs.k8s.io/yaml gives them", () => {
  const cases = goCases("go-keys");
  assert.ok(cases.length > 250);
  for (const { yaml, json } of cases) {
    if (json !== undefined) assert.deepEqual([scalarKey(scalarOf(yaml, "key"))], Object.keys(JSON.parse(json) as object), yaml);
  }
});

test("a scalar that Go refuses is a string", () => {
  for (const yaml of ["a: !!int abc", "a: !!bool 12", "a: !!null x", "a: !!float x", "a: !!binary '?'"]) {
    assert.equal(scalarType(scalarOf(yaml, "value")), "string", yaml);
    assert.equal(textOf(get(parseDocument(yaml).root, "a")), scalarOf(yaml, "value").value);
  }
});

test("a plain text's type is the type of an unquoted scalar", () => {
  assert.deepEqual(["", "yes", "07", "1e3", "12:30:45", "nginx", "été"].map(plainType), [
    "null",
    "bool",
    "int",
    "float",
    "string",
    "string",
    "string",
  ]);
});

function goCases(name: string): readonly GoCase[] {
  return (JSON.parse(readFileSync(`test/fixtures/yaml/${name}.json`, "utf8")) as { cases: GoCase[] }).cases;
}

function scalarOf(yaml: string, part: "key" | "value"): YamlScalar {
  const { root } = parseDocument(yaml);
  const node = root?.kind === "map" ? root.pairs[0]?.[part] : undefined;
  assert.ok(node?.kind === "scalar", yaml);
  return node;
}
