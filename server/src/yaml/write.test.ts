// Scalars as they are written, and read back.

import assert from "node:assert/strict";
import test from "node:test";
import * as fc from "fast-check";
import { Hole } from "./edit.ts";
import { parseDocument } from "./parse.ts";
import { plainType, scalarValue } from "./scalar.ts";
import { fitsLiteral, quoteIfNeeded, writeLeaf } from "./write.ts";

const PLAIN = [
  "nginx:1.27", "100m", "128Mi", "1.2.3", "RuntimeDefault", "a b", "a#b", "a:b", "-x", "?x", ":x", "http://x/?a=b", "$(POD_IP)", "10.0.0.0/8", "v1", "e5",
  "0.0.0.0:80", "8080:80", "*/5".slice(1), "x y", "é", "日本", "😀", "it's", 'a"b', "nope", "12e", "a,b", "{".slice(1) + "x", "app.kubernetes.io/name", "<none>", "--flag=1",
]; // prettier-ignore

const QUOTED = [
  "", "~", "null", "Null", "true", "False", "yes", "NO", "on", "Off", "y", "N", "0", "-1", "+1", "1.5", ".5", "5.", "1e3", "0x1F", "0o17", "0777", "089", "0b11", "1_000",
  "12:30", "1:2:3.5", ".inf", "-.INF", ".nan", "2024-01-31", "2024-1-1T00:00:00Z", "=", "<<", "- a", "-", "? a", "?", ": a", ":", "a: b", "a:", "a #b", "#a", " a", "a ",
  "[a", "]", "{a}", "}", ",a", "&a", "*a", "!a", "|", ">", "'a", '"a', "%a", "@a", "`a", "---", "--- a", "...", "a\tb", "a\u0000b", "a\u2028b", "\uFEFFa", "\uD800", "a\u0085b", "a\nb",
]; // prettier-ignore

test("strings that need no quotes get none", () => {
  for (const text of PLAIN) assert.equal(quoteIfNeeded(text), text);
});

test("strings that something could take for another type are quoted", () => {
  for (const text of QUOTED) assert.equal(quoteIfNeeded(text)[0], '"', JSON.stringify(text));
});

test("in flow style more is quoted", () => {
  for (const text of ["a,b", "a[0]", "a{", "x]"]) assert.equal(quoteIfNeeded(text, { flow: true })[0], '"');
  assert.equal(quoteIfNeeded("a b", { flow: true }), "a b");
});

test("what is written reads as the same string, in every place and in every kind of quotes", () => {
  for (const text of [...PLAIN, ...QUOTED, "a\\b\r\n\u0007", "''", "\u007f\u009f"]) {
    for (const quotes of ["plain", "single", "double"] as const) {
      assert.equal(readBack(`a: ${quoteIfNeeded(text, { quotes })}\n`), text);
      assert.equal(readBack(`{a: ${quoteIfNeeded(text, { quotes, flow: true })}, b: 1}\n`), text);
    }
  }
});

test("any string reads as itself", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
    fc.string({ unit: fc.constantFrom(..."0123456789+-_.:eExob# \n'\"\\[]{},&*!|>%@`~") }),
  );
  fc.assert(
    fc.property(
      text,
      fc.constantFrom("plain" as const, "single" as const, "double" as const),
      fc.boolean(),
      (string, quotes, flow) => {
        const written = quoteIfNeeded(string, { quotes, flow });
        assert.equal(readBack(flow ? `{a: ${written}, b: 1}\n` : `a: ${written}\n`), string);
        if (plainType(string) !== "string") assert.notEqual(written, string);
      },
    ),
    { seed: 20_261_124, numRuns: 100 },
  );
});

test("wanted quotes are used where they can hold the text", () => {
  assert.equal(quoteIfNeeded("it's", { quotes: "single" }), "'it''s'");
  assert.equal(quoteIfNeeded("a\nb", { quotes: "single" }), '"a\\nb"');
  assert.equal(quoteIfNeeded("a", { quotes: "double" }), '"a"');
});

test("numbers, booleans and null", () => {
  for (const value of [0, -1, 1.5, 1e21, 1e-7, 123456789012, true, false, null, Infinity, -Infinity, NaN]) {
    assert.equal(readBack(`a: ${writeLeaf(value).text}\n`), value);
  }
});

test("a hole is marked on its text", () => {
  assert.deepEqual(writeLeaf(new Hole("x")), { text: "x", placeholders: [{ start: 0, end: 1 }] });
  assert.deepEqual(writeLeaf(new Hole("1")), { text: '"1"', placeholders: [{ start: 1, end: 2 }] });
  assert.deepEqual(writeLeaf(new Hole(12)), { text: "12", placeholders: [{ start: 0, end: 2 }] });
  assert.deepEqual(writeLeaf(new Hole("")), { text: '""', placeholders: [{ start: 1, end: 1 }] });
});

test("strings of several lines become blocks where no line loses anything", () => {
  for (const text of ["a\nb", "a\nb\n", "a\n  b\n\nc\n", "# a\nb: 1\n", "a\tb\nc"])
    assert.equal(fitsLiteral(text), true, JSON.stringify(text));
  for (const text of ["a", " a\nb", "\na", "a\n\n", "a \nb", "a\r\nb", "a\n\u0000"])
    assert.equal(fitsLiteral(text), false, JSON.stringify(text));
});

function readBack(text: string): unknown {
  const { root, problems } = parseDocument(text);
  assert.deepEqual(problems, [], text);
  assert(root?.kind === "map");
  const value = root.pairs[0]?.value;
  assert(value?.kind === "scalar", text);
  return scalarValue(value);
}
