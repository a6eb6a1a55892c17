// Texts read by the template functions, beside what Go's libraries made of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { CallContext } from "../template/function.ts";
import { literal } from "../template/value.ts";
import { conversions } from "./conversions.ts";
import { writeJson } from "./go-json.ts";
import { tomlConversions } from "./toml.ts";

const golden: Record<string, readonly (readonly [string, unknown])[]> = JSON.parse(
  readFileSync("test/fixtures/helm/read.json", "utf8"),
);

// Reading functions ask for nothing but leave to work.
const context = { spend: () => {} } as unknown as CallContext;

function read(name: string, text: string): unknown {
  const { call } = { ...conversions, ...tomlConversions }[name]!;
  return JSON.parse(writeJson(call([literal(text)], context).value));
}

for (const name of ["fromJson", "fromJsonArray"])
  test(`${name} reads as Go does, and says why it cannot`, () => {
    for (const [text, wanted] of golden[name]!) assert.deepEqual(read(name, text), wanted, text);
  });

for (const [name, mostLenient] of [
  ["fromYaml", 0.02],
  ["fromToml", 0.01],
] as const)
  test(`${name} reads as Go does`, () => {
    const cases = golden[name]!;
    let different = 0;
    for (const [text, wanted] of cases) {
      const got = read(name, text);
      // The words of errors are our own.
      if (isError(got) || isError(wanted)) different += Number(isError(got) !== isError(wanted));
      else assert.deepEqual(got, wanted, text);
    }
    // What one refuses and the other does not, in texts of hardly any sense.
    assert.ok(different <= cases.length * mostLenient, `${different} of ${cases.length}`);
  });

function isError(value: unknown): boolean {
  return typeof value === "object" && value !== null && "Error" in value;
}
