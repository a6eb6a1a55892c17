// Values written as YAML, beside what Go's own library wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Dict, Int, List, literal } from "../template/value.ts";
import type { Traced, Value } from "../template/value.ts";
import { JsonError } from "./go-json.ts";
import { yamlV3 } from "./go-yaml-pretty.ts";
import { writeYaml } from "./go-yaml.ts";
import { TomlWriteError, writeToml } from "./write-toml.ts";

interface Golden {
  readonly cases: readonly (readonly [json: string, text: string])[];
  readonly pretty: Golden["cases"];
  readonly toml: Golden["cases"];
}

const golden: Golden = JSON.parse(readFileSync("test/fixtures/helm/yaml.json", "utf8"));

function fromJson(value: unknown): Traced {
  return literal(valueOf(value));
}

function valueOf(value: unknown): Value {
  if (Array.isArray(value)) return new List(value.map(fromJson));
  if (typeof value === "object" && value !== null)
    return new Dict(new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item)])));
  // What else JSON.parse gives: text, number, boolean, null.
  return value as Value;
}

function check(cases: Golden["cases"], write: (value: Traced) => string): void {
  for (const [json, wanted] of cases) assert.equal(write(fromJson(JSON.parse(json))), wanted, json.slice(0, 300));
}

test("toYaml writes what Go writes, and nothing where Go refuses", () => {
  check(golden.cases, (value) => {
    try {
      const { value: text, trace } = writeYaml(value);
      assert.equal(
        trace.segments!.reduce((sum, { length }) => sum + length, 0),
        text.length,
      );
      return text;
    } catch (error) {
      assert.ok(error instanceof JsonError);
      return "";
    }
  });
});

test("toYamlPretty writes what Go writes", () => {
  check(golden.pretty, (value) => writeYaml(value, yamlV3).value);
});

test("toToml writes what Go writes", () => {
  check(golden.toml, ({ value }) => {
    try {
      return writeToml(value);
    } catch (error) {
      return error instanceof TomlWriteError ? error.message : `panic: ${String(error)}`;
    }
  });
});

test("integers keep all their digits", () => {
  assert.equal(writeYaml(literal(new Int(9007199254740993n, "int64"))).value, "9007199254740993");
});

test("segments cover the text and follow a composed string", () => {
  const a = { file: "a", path: ["x"] };
  const b = { file: "b", path: ["y"] };
  const text = {
    value: "one\ntwo",
    trace: {
      origins: [a, b],
      segments: [
        { length: 5, origins: [a], span: undefined },
        { length: 2, origins: [b], span: undefined },
      ],
    },
  };
  const { value, trace } = writeYaml(literal(new Dict(new Map([["k", text]]))));
  assert.equal(value, "k: |-\n  one\n  two");
  let at = 0;
  const pieces = trace.segments!.map(({ length, origins }) => [
    value.slice(at, (at += length)),
    origins.map(({ file }) => file).join(),
  ]);
  assert.deepEqual(pieces, [
    ["k: ", ""],
    ["|-\n  one\n  t", "a"],
    ["wo", "b"],
  ]);
});
