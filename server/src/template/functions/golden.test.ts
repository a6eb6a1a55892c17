// Every function against what Go, Sprig and their libraries answered.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { toBytes } from "../go-string.ts";
import { callable, drain, render } from "../render.ts";
import { ParseCache, refusal, Source, Templates } from "../templates.ts";
import { Dict, List, literal } from "../value.ts";
import type { Traced, Value } from "../value.ts";
import { functions } from "./table.ts";

interface Case {
  readonly text: string;
  readonly output?: string;
  /** The output in hex, where it is not UTF-8. */
  readonly bytes?: string;
  readonly error?: string;
}

const folder = "test/fixtures/template";
const families = readdirSync(folder).filter((name) => name.startsWith("functions-") && name !== "functions-data.json");
const data = readFileSync(`${folder}/functions-data.json`, "utf8");
const parses = new ParseCache(callable(functions));

for (const family of families) {
  test(`${family.slice("functions-".length, -".json".length)}: as Go answered`, () => {
    const { cases } = JSON.parse(readFileSync(`${folder}/${family}`, "utf8")) as { readonly cases: readonly Case[] };
    const wrong = cases.flatMap((one) => {
      const expected = one.error ?? one.bytes ?? JSON.stringify(one.output);
      const given = answer(one.text, one.bytes !== undefined);
      return given === expected ? [] : [`${JSON.stringify(one.text)}\n    Go:   ${expected}\n    ours: ${given}`];
    });
    assert.equal(wrong.length, 0, `${wrong.length} of ${cases.length}:\n${wrong.join("\n")}`);
  });
}

function answer(text: string, inHex: boolean): string {
  const source = new Source("t", parses.get(text));
  const refused = refusal(source);
  if (refused) return refused.message;
  // Anew for each: functions such as `set` change what they are given.
  const dot = literal(valueOf(JSON.parse(data)));
  const result = drain(render(Templates.none.withAll([source]), "t", dot, { functions, mode: "strict", rootName: "t", parses }));
  const [failure] = result.failures;
  if (failure) return failure.message;
  return inHex ? Buffer.from(toBytes(result.text)).toString("hex") : JSON.stringify(result.text);
}

/** JSON as Go's decoder reads it. */
function valueOf(json: unknown): Value {
  const traced = (item: unknown): Traced => literal(valueOf(item));
  if (Array.isArray(json)) return new List(json.map(traced));
  if (typeof json !== "object" || json === null) return json as Value; // numbers, strings, booleans and null
  return new Dict(new Map(Object.entries(json).map(([key, item]) => [key, traced(item)])));
}
