// Values and their schemas, beside what the real Helm says of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileOfText } from "../base/file-tree.ts";
import { readJson } from "./read-json.ts";
import { readSchema } from "./schema-document.ts";
import { helmText } from "./values-schema.ts";

interface Case {
  readonly schema: string;
  readonly values: unknown;
  /** All that Helm was heard to say: Go walks maps in random order. */
  readonly answers: readonly string[];
}

for (const name of ["keywords", "references", "formats", "broken", "random"]) {
  const { cases }: { cases: readonly Case[] } = JSON.parse(readFileSync(`test/fixtures/schema/${name}.json`, "utf8"));
  test(`${name}: ${cases.length} schemas say what Helm says`, () => {
    const wrong = cases.flatMap((one) => {
      const got = answer(one);
      return one.answers.includes(got)
        ? []
        : [`${one.schema}\n${JSON.stringify(one.values)}\ngot    ${got}\nwanted ${one.answers.join("\n    or ")}`];
    });
    assert.deepEqual(wrong.slice(0, Number(process.env["SHOW"] ?? 5)), [], `${wrong.length} of ${cases.length}`);
  });
}

function answer({ schema, values }: Case): string {
  const read = readJson(JSON.stringify(values), () => ({ origins: [] }));
  return helmText(readSchema(fileOfText(schema).text, "strict"), read);
}
