// Leaves that differ between two documents.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { changesBetween } from "./document-changes.ts";

function check(before: string, after: string, ...expected: readonly string[]): void {
  const found = changesBetween(parseDocument(before).root, parseDocument(after).root);
  assert.deepEqual(
    found.map(({ kind, path }) => `${kind} ${path.join(".")}`),
    expected,
  );
}

test("order, style and comments are no changes", () => {
  check("a: 1\nb: 'x' # why\n", "b: x\na: 1\n");
  check("a: {}\nb: []\nc: null\n", "d:\n");
  check("a: [1, 2]\n", "a:\n  - 1\n  - 2\n");
});

test("leaves that come, go and change", () => {
  check("a: {}\n", "a:\n  b:\n    c: 1\n    d: [2]\n", "added a.b.c", "added a.b.d.0");
  check("a:\n  b: 1\n", "a: {}\n", "removed a.b");
  check("a: 1\n", 'a: "1"\n', "changed a");
  check("a: 1\n", "a: [1]\n", "changed a");
});

test("items of lists by name, else by their place from the nearer end", () => {
  check("a: [{name: one, v: 1}, {name: two}]\n", "a: [{name: two}, {name: one, v: 2}]\n", "changed a.0.v");
  check("a: [{name: one}]\n", "a: [{name: two}, {name: one}]\n", "added a.0.name");
  check("a: [1, 2, 3]\n", "a: [1, 3]\n", "removed a.1");
  check("a: [1, 3]\n", "a: [1, 2, 3]\n", "added a.1");
});
