// The engine against what Go answered: a case for each feature of text/template.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { drain, callable, render } from "./render.ts";
import type { RenderOptions, RenderResult } from "./render.ts";
import { functions, valueOf } from "./sample-world.ts";
import { ParseCache, Source, Templates, refusal } from "./templates.ts";
import { literal } from "./value.ts";

interface Case {
  readonly text: string;
  readonly data?: unknown;
  readonly templates?: readonly (readonly [string, string])[];
  readonly missing?: string;
  readonly output?: string;
  readonly error?: string;
}

// text/template of Go as it answered; see "tool" in the file.
const golden = JSON.parse(readFileSync("test/fixtures/template/engine.json", "utf8")) as { data: unknown; cases: Case[] };
const parses = new ParseCache(callable(functions));

test("every case gives what Go gave", () => {
  const wrong: string[] = [];
  for (const one of golden.cases) {
    const given = answer(one, "strict");
    if (given.output !== one.output || given.error !== one.error) {
      wrong.push(
        `${JSON.stringify(one.text)}\n    Go:   ${one.error ?? JSON.stringify(one.output)}\n    ours: ${given.error ?? JSON.stringify(given.output)}`,
      );
    }
  }
  assert.equal(wrong.length, 0, `${wrong.length} of ${golden.cases.length}:\n${wrong.join("\n")}`);
});

test("what Go renders, the tolerant render gives unchanged and without failures", () => {
  for (const one of golden.cases.filter(({ output }) => output !== undefined)) {
    const { output, error } = answer(one, "tolerant");
    assert.equal(output, one.output, one.text);
    assert.equal(error, undefined, one.text);
  }
});

test("segments tile the text, whatever happened", () => {
  for (const one of golden.cases) {
    for (const mode of ["strict", "tolerant"] as const) {
      const { result } = answer(one, mode);
      if (!result) continue;
      const length = result.segments.reduce((sum, segment) => sum + segment.length, 0);
      assert.equal(length, result.text.length, one.text);
    }
  }
});

function answer(one: Case, mode: RenderOptions["mode"]): { output?: string; error?: string; result?: RenderResult } {
  const sources = [...(one.templates ?? []), ["main", one.text] as const].map(
    ([name, text]) => new Source(name, parses.get(text)),
  );
  if (mode === "strict") {
    for (const source of sources) {
      const refused = refusal(source);
      if (refused) return { error: refused.message };
    }
  }
  const templates = Templates.none.withAll(sources);
  const missing = one.missing === "invalid" || one.missing === "none" ? "default" : (one.missing ?? "zero");
  const data = literal(valueOf("data" in one ? one.data : golden.data) ?? undefined);
  const options = { functions, mode, parses, missingKey: missing as "zero", rootName: "main" };
  const result = drain(render(templates, "main", data, options));
  const [failure] = result.failures;
  return failure ? { error: failure.message, result } : { output: result.text, result };
}
