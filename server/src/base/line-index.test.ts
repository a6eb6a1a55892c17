// The line index at line ends of every kind.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LineIndex } from "./line-index.ts";

test("positions and offsets agree across LF, CRLF and a lone CR", () => {
  const index = new LineIndex("a\nbc\r\nd\re");
  assert.deepEqual(index.positionAt(3), { line: 1, column: 1 });
  assert.deepEqual(index.positionAt(6), { line: 2, column: 0 });
  assert.deepEqual(index.positionAt(8), { line: 3, column: 0 });
  assert.equal(index.lineCount, 4);
  for (let offset = 0; offset <= 9; offset++) assert.equal(index.offsetAt(index.positionAt(offset)), offset);
});

test("an offset or a column out of range is moved to the nearest end", () => {
  const index = new LineIndex("ab\nc");
  assert.deepEqual(index.positionAt(99), { line: 1, column: 1 });
  assert.equal(index.offsetAt({ line: 0, column: 99 }), 3);
  assert.equal(index.offsetAt({ line: 9, column: 0 }), 4);
});
