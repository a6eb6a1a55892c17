// Where a cursor stands: the cursor is a `|`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathTo } from "./access.ts";
import { cursorAt } from "./cursor.ts";
import { parseDocument } from "./parse.ts";

/** `expected`: the slot and the path of keys and indices to what holds it, the word in brackets. */
function check(marked: string, expected: string): void {
  const offset = marked.indexOf("|");
  assert.equal(describe(marked.replace("|", ""), offset), expected, marked);
}

function describe(text: string, offset: number): string {
  const cursor = cursorAt(parseDocument(text), offset);
  if (!cursor) return "";
  const { slot } = cursor;
  const word = `[${text.slice(cursor.word.start, cursor.word.end)}]`;
  if (slot.kind === "key") {
    const flags = [slot.closed ? " closed" : "", slot.isLone ? " lone" : "", slot.before ? " or item" : ""].join("");
    return `key${flags} ${pathTo(slot.pair.parent).join(".")} ${word}${cursor.needsComma ? " comma" : ""}`;
  }
  const path = pathTo(slot.kind === "item" ? slot.seq : slot.node).join(".");
  return `${slot.kind} ${path} ${word}${cursor.needsComma ? " comma" : ""}`;
}

test("keys", () => {
  check("|", "key lone  []");
  check("a|", "key lone  [a]");
  check("a: 1\n|", "key  []");
  check("|\na: 1", "key  []");
  check("a: 1\nb|\nc: 2\n", "key  [b]");
  check("a: 1\nb|b: 2\n", "key closed  [bb]");
  check("a:\n  |", "key lone a []");
  check("a:\n  b: 1\n  |", "key a []");
  check("a:\n  |\n  b: 1", "key a []");
  check("a:\n  |\nb: 1", "key lone a []");
  check("a:\n  b|\n    c: 1", "key lone a [b]");
  check("a:\n|", "key or item  []");
  check("a:\n- b\n|", "key or item  []");
  check("a:\n  - |", "key lone a.0 []");
  check("a:\n  - |\n    b: 1", "key a.0 []");
  check("a:\n  - b: 1\n    |", "key a.0 []");
  check("a: { | }", "key a []");
  check("a: { b: 1, | }", "key a []");
  check("a: {b|", "key a [b]");
  check('{ "a": 1, "b|" }', 'key  ["b"]');
  check('{\n  "a": 1,\n  |\n}', "key  []");
  check("'a|': 1", "key closed  ['a']");
  check("a: 1 # x\nb|\r\nc: 2\r\n", "key  [b]");
});

test("values", () => {
  check("a: |", "value a []");
  check("a: b|c", "value a [bc]");
  check("a: 'b|'", "value a ['b']");
  check('a: "b|', 'value a ["b]');
  check("a: [b, |]", "value a.1 []");
  check("a: { b: | }", "value a.b []");
  check("a: x/y.z-1|", "value a [x/y.z-1]");
  check("a: system:b|", "value a [system:b]");
  check('{ "a": [\n  |\n  "b"\n] }', "key lone a.0 [] comma");
  check('{\n  "a": 1,\n  |\n  "b": 2\n}', "key  [] comma");
});

test("items", () => {
  check("a:\n  - b\n  |", "item a []");
  check("a:\n  - b: 1\n  |", "item a []");
  check("a:\n  - b: 1\n  -|", "item a [-]");
  check("a:\n  - b\n  |\n  - c", "item a []");
  check("a:\n  -|", "key lone a [-]");
});

test("places where nothing can stand", () => {
  for (const marked of [
    "# |",
    "a: b |",
    "a: b c|",
    "a: b\n  |",
    "a:\n    b: 1\n  |",
    "\t|",
    "a:\n\t|",
    "a: >-\n  b|",
    "a:\n  - b: 1\n  |\n    c: 2",
    "a:\n  - b: 1\n   |",
    'a: "b\n  |"',
    "a: { b: 1 | }",
  ])
    check(marked, "");
});

test("of a long list only the item at the cursor is read again", () => {
  const items = Array.from({ length: 3000 }, (_, i) => `  - name: item-${i}\n    labels: { a: b }\n`).join("");
  const text = `kind: List\nitems:\n${items}tail: 1\n`;
  const typed = (at: number, word: string) => describe(`${text.slice(0, at)}${word}\n${text.slice(at)}`, at + word.length);
  assert.equal(typed(text.indexOf("  - name: item-1501\n"), "    sp"), "key items.0 [sp]");
  assert.equal(typed(text.indexOf("  - name: item-0\n"), "  - "), "key lone items.0 []");
  assert.equal(typed(text.indexOf("tail"), "  -"), "item items [-]");
  assert.equal(typed(text.indexOf("tail"), "    sp"), "key items.0 [sp]");
  assert.equal(typed(text.length, "sp"), "key  [sp]");
});
