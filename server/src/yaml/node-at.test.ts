// What a cursor stands at; `|` marks it in the text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathTo } from "./access.ts";
import { nodeAt } from "./node-at.ts";
import { parseDocument } from "./parse.ts";

/** `expected` is the kind of the thing and its path, "key" for a pair's key. */
function check(marked: string, expected: string | undefined): void {
  const offset = marked.indexOf("|");
  const found = nodeAt(parseDocument(marked.slice(0, offset) + marked.slice(offset + 1)), offset);
  const isKey =
    found !== undefined &&
    !("colon" in found) &&
    found.parent !== undefined &&
    "colon" in found.parent &&
    found.parent.key === found;
  const kind = found && ("colon" in found ? "pair" : isKey ? "key" : found.kind);
  assert.equal(found && [kind, ...pathTo(found)].join(" "), expected, marked);
}

test("on what is written", () => {
  check("|a: b", "key a");
  check("a|: b", "key a");
  check("a: b|", "scalar a");
  check("a: { b|: c }", "key a b");
  check("a: { b: c| }", "scalar a b");
  check("a:\n  - b: 'x|y'\n", "scalar a 0 b");
  check("a: *|x\n", "alias a");
  check("a:| b", "pair a");
});

test("behind a colon, where a value may come", () => {
  check("a:|", "scalar a");
  check("a: |\nb: c\n", "pair a");
  check("a:\n  b:  |", "pair a b");
  check("a: b # x|", "pair a");
});

test("in an empty line the column decides", () => {
  check("a:\n  b: c\n  |\nd: e\n", "map a");
  check("a:\n  b: c\n|\nd: e\n", "map");
  check("a:\n  b:\n    |\nd: e\n", "pair a b");
  check("a:\n  - b: c\n    |\n  - d: e\n", "map a 0");
  check("a:\n  - b: c\n  |\n", "seq a");
  check("a:\n  b: c\n    |\n", "pair a b");
});

test("in half-typed text", () => {
  check("a:\n  imag|\n  b: c\n", "key a imag");
  check("a:\n  b: c\n  im|", "key a im");
  check("a:\n  - na|\n", "scalar a 0");
  check("a: [x, |", "seq a");
  check("a: {x: |", "pair a x");
});

test("outside of everything", () => {
  check("|", undefined);
  check("# |\na: b\n", undefined);
  check("# x|\n", undefined);
});
