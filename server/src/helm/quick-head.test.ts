// What is read without parsing is what parsing finds.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { parseHead, splitManifests } from "./manifest.ts";
import type { Head } from "./manifest.ts";
import { quickHead } from "./quick-head.ts";

const golden = "test/fixtures/helm/golden";

/** Documents of every sort, then each with something in it changed. */
function* documents(): Generator<string> {
  const whole = readdirSync(golden).flatMap((file) => {
    const cases: Record<string, { readonly out?: string }> = JSON.parse(readFileSync(`${golden}/${file}`, "utf8")).cases;
    return Object.values(cases).flatMap(({ out = "" }) => splitManifests(out).map(({ content }) => content));
  });
  yield* whole;
  yield* plain;
  let seed = 42;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let i = 0; i < 20_000; i++) {
    const document = plain[random(plain.length)]!;
    const at = random(document.length);
    const piece = pieces[random(pieces.length)]!;
    yield document.slice(0, at) + piece + document.slice(at + random(3));
  }
}

const plain = [
  "kind: A\nmetadata:\n  name: a\n  annotations: {}\nspec:\n- a: 1\n  b:\n  - x\n- - y\nlast: |-\n  text: [\n\n  more\n",
  "# head\nkind: B\nmetadata:\n    name: 'it''s'\n    annotations:\n        a/b: \"c\"\nx:\n    y: some words\n        and more\n    z: [a, 'b']\n",
  "apiVersion: v1\nkind: C\ndata:\n  a: >\n    x\n  b:\n    words below\n    the key\n  'c': \"two\n    lines\"\n  d:\n",
];
const pieces = [
  "\n",
  " ",
  "  ",
  ":",
  "- ",
  "#",
  "'",
  '"',
  "|",
  "\t",
  "{}",
  "[",
  "&a",
  ": ",
  " #",
  "\n- a",
  "\nb: 1",
  ".inf",
  "null: ",
  "? ",
  "<<: ",
  "!x ",
];

test("the quick reading never accepts what parsing refuses, and finds the same", () => {
  let quick = 0;
  for (const document of documents()) {
    const head = quickHead(document);
    if (!head) continue;
    quick++;
    const parsed: Head = parseHead("x", document, 0);
    assert.equal(head.kind, parsed.kind, document);
    assert.ok(!parsed.annotations.has("helm.sh/hook"), document);
  }
  assert.ok(quick > 2000, `only ${quick} documents were plain`);
});

test("plain documents are read quickly", () => {
  assert.deepEqual(
    plain.map((document) => quickHead(document)?.kind),
    ["A", "B", "C"],
  );
});
