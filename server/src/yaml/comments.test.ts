// Comments are found where they are ones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "./parse.ts";

/** `expected`: the comments in order; those in a line of their own begin with `#`, others with `…#`. */
function check(text: string, ...expected: string[]): void {
  const { comments } = parseDocument(text);
  assert.deepEqual(
    comments.map(({ start, end, ownLine }) => (ownLine ? "" : "…") + text.slice(start, end)),
    expected,
    text,
  );
}

test("comments stand alone or behind content", () => {
  check("# a\na: b # c\n  # d\nlist:\n- x # e\n#\n", "# a", "…# c", "# d", "…# e", "#");
  check("a: [1, # x\n 2] # y\r\n# z\r\n", "…# x", "…# y", "# z");
  check("# only\n", "# only");
  check("\uFEFF# bom\na: b", "# bom");
  check("--- # marker\na: b\n... # end", "…# marker", "…# end");
  check("a: &x # anchor\n  b\n", "…# anchor");
});

test("a `#` in a scalar, an anchor or a tag is none", () => {
  check("a: x#y\nb: 'x # y'\nc: \"x # y\"\nd#e: f\ng: http://x/#y\n");
  check("a: &x#y b\nc: *x#y\nd: !x#y e\n");
  check("a: 'x\n  # no\n  y' # yes\n", "…# yes");
});

test("block scalars hold none but in their header", () => {
  check("a: | # header\n  text # no\n  # no\n\n  # no\n# yes\nb: c\n", "…# header", "# yes");
  check("a: >-\n  # no\n# yes", "# yes");
  check("a: |\n# yes\nb: c # d", "# yes", "…# d");
});

test("they are found in broken text, too", () => {
  check('a: 1 # x\n  imag # y\nports: [80 # z\n# w\nb: "x # in\n', "…# x", "…# y", "…# z", "# w");
});

test("many are found in linear time", () => {
  const text = "a: b # c\n# d\n".repeat(20_000) + "x#".repeat(200_000);
  assert.equal(parseDocument(text).comments.length, 40_000);
});
