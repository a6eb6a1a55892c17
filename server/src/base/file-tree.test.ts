// Files in a tree, as text and as bytes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FileTree, fileOfBytes, fileOfText } from "./file-tree.ts";

test("a file is text and bytes, whichever it was made of", () => {
  assert.deepEqual([...fileOfText("é").bytes], [0xc3, 0xa9]);
  assert.equal(fileOfBytes(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)).text, "a", "a byte order mark is no text");
  assert.equal(fileOfBytes(Uint8Array.of(0x61, 0xff)).text, "a\ufffd");
});

test("trees share their files and never change", () => {
  const a = fileOfText("a");
  const tree = new FileTree([["x/a", a]]);
  const more = tree.with("x/b/c", fileOfText("c"));
  assert.deepEqual([...tree.files.keys()], ["x/a"]);
  assert.deepEqual([...more.without("x/a").files.keys()], ["x/b/c"]);
  assert.deepEqual([...more.below("x").files.keys()], ["a", "b/c"]);
  assert.equal(more.below("x").get("a"), a);
  assert.equal(more.below(""), more);
  assert.equal(more.get("x"), undefined);
});
