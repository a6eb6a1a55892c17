// Texts that Go reads and the standard does not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { writeJson } from "./go-json.ts";
import { Place } from "./place.ts";
import { readYaml } from "./read-yaml.ts";

/** As sigs.k8s.io/yaml v1.6.0 reads them. */
const cases: readonly (readonly [string, string])[] = [
  ['a:\n  - "x \\\n y"\n', '{"a":["x y"]}'],
  ['a:\n    b: "one\n  two"\n    c: 1\n', '{"a":{"b":"one two","c":1}}'],
  ["a:\n  b: 'it''s\n  # not a comment'\n", '{"a":{"b":"it\'s # not a comment"}}'],
  ["a: [\n1,\n2\n]\nb: {\nc: 1\n}\n", '{"a":[1,2],"b":{"c":1}}'],
  ['a: |\n  "not a quote\n  [x\nb: [\n1]\n', '{"a":"\\"not a quote\\n[x\\n","b":[1]}'],
  ["a: {b: it's, c: [x]}\nd: [\n]\n", '{"a":{"b":"it\'s","c":["x"]},"d":[]}'],
];

test("continued strings and flow collections may stand anywhere", () => {
  for (const [text, json] of cases) assert.equal(writeJson(readYaml(text, { place: Place.of("x") }).value), json, text);
});

test("a tab at the start of a line is refused where Go refuses it", () => {
  for (const text of ["a: 1\n\t\nb: 2\n", "a:\n  b: 1\n\t\n  c: 2\n", "a: 1\n\t# c\nb: 2\n", "a: 1\n\t"])
    assert.throws(() => readYaml(text, { place: Place.of("x") }), /found a tab character that violates indentation/, text);
  for (const text of ['a: "x\n\ty"\n', "a: [\n\t1\n]\n", "a: 1\n  \t\nb: 2\n", "a: 1\t\nb:\t2\n"])
    assert.doesNotThrow(() => readYaml(text, { place: Place.of("x") }), text);
});
