// Assignments, beside what Helm made of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Dict, List, literal } from "../template/value.ts";
import { writeJson } from "./go-json.ts";
import { setValues } from "./set.ts";
import type { SetKind } from "./set.ts";

const golden: Record<SetKind, readonly (readonly [string, unknown])[]> = JSON.parse(
  readFileSync("test/fixtures/helm/set.json", "utf8"),
);

/** Helm prints the errors of its JSON decoder nowhere. */
const unseen = /^error: (?:unexpected EOF|invalid character|json: )/;

for (const kind of ["--set", "--set-string", "--set-json", "--set-literal"] as const)
  test(`${kind} sets what Helm sets`, () => {
    for (const [text, wanted] of golden[kind]) {
      const got = assign(kind, text);
      if (typeof wanted === "string" && unseen.test(wanted)) assert.match(String(got), /^error: /, text);
      else assert.deepEqual(got, wanted, text);
    }
  });

function assign(kind: SetKind, text: string): unknown {
  const list = new List([literal("p"), literal(new Dict(new Map([["q", literal(1)]])))]);
  const entries = [
    ["m", literal(new Dict(new Map([["x", literal(1)]])))],
    ["l", literal(list)],
    ["s", literal("str")],
  ] as const;
  const values = new Dict(new Map<string, (typeof entries)[number][1]>(entries));
  try {
    setValues(text, kind, values, () => "");
    return JSON.parse(writeJson(values));
  } catch (error) {
    return `error: ${error instanceof Error ? error.message : String(error)}`;
  }
}
