// Tests where the characters of a text in a text stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { get } from "../yaml/access.ts";
import { parseDocument } from "../yaml/parse.ts";
import { inlineText } from "./inline-text.ts";

/** Every word of the value of `a` must be found at its place in the document. */
function check(text: string, words: number): void {
  const document = parseDocument(text);
  const node = get(document.root, "a");
  assert.ok(node?.kind === "scalar");
  const inline = inlineText(document, node);
  assert.ok(inline);
  const found = [...node.value.matchAll(/\S+/g)];
  assert.equal(found.length, words);
  for (const { index, 0: word } of found) {
    const at = inline.outside(index);
    assert.equal(document.text.slice(at, at + word.length), word);
    assert.equal(inline.outside(index + word.length), at + word.length);
  }
}

test("lines of a literal", () => {
  check("a: |-\n  one two\n    three\n\n  four\nb: x\n", 4);
  check("a: |\n\n\n   one\n   two", 2);
  check("a: |2\n    one\n   two\n", 2);
  check("# c\na: | # why\r\n  one: two\r\n  three: four\r\n", 4);
});

test("nothing that is folded or quoted", () => {
  for (const text of ["a: >\n  one\n  two\n", 'a: "one two"\n', "a: one two\n"]) {
    const document = parseDocument(text);
    const node = get(document.root, "a");
    assert.ok(node?.kind === "scalar");
    assert.equal(inlineText(document, node), undefined);
  }
});
