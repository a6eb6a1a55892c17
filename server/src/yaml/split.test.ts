// Files fall into documents at their marker lines.

import assert from "node:assert/strict";
import { test } from "node:test";
import { splitDocuments } from "./split.ts";

/** `pieces` are the documents as text; joined they are the file. */
function check(...pieces: string[]): void {
  const file = pieces.join("");
  const found = splitDocuments(file).map(({ start, end }) => file.slice(start, end));
  assert.deepEqual(found, pieces);
}

test("documents start at their `---` line", () => {
  check("");
  check("a: 1");
  check("a: 1\n", "---\nb: 2\n", "--- # c\nc: 3");
  check("---\na: 1\n", "---\n", "---");
  check("--- |\n text\n", "---\tx\n", "---\r\na: 1\r\n", "---\r\n");
  check("a\r", "---\rb");
});

test("what only looks like a marker splits nothing", () => {
  check("a: ---\n ---\n----\n---x\n--\n# ---\n...x\n ...\n....\n");
});

test("markers split block scalars and quotes, as YAML demands", () => {
  check("a: |\n  x\n", "---\n  y\n");
  check('a: "x\n', '---\ny"\n');
});

test("comments before the first marker stand alone, directives belong to their document", () => {
  check("# head\n\n", "---\na: 1\n");
  check("%YAML 1.2\n---\na: 1\n");
  check("# c\n%TAG ! x\n# d\n\n---\na: 1\n", "---\nb\n");
  check("a: 1\n%x: 2\n", "---\nb\n");
});

test("`...` ends a document, and what follows starts the next", () => {
  check("a: 1\n...\n");
  check("a: 1\n...\n\n \n");
  check("a: 1\n...\n", "---\nb: 2\n");
  check("a: 1\n...\n", "%YAML 1.2\n---\nb: 2\n");
  check("a: 1\n... # c\n", "# d\n", "---\nb");
  check("a: 1\n...\n", "b: 2\n...\n");
  check("a\n...\n", "...\n", "b");
});

test("a byte order mark belongs to the document that it opens", () => {
  check("\uFEFF---\na: 1\n", "---\nb\n");
  check("\uFEFFa: 1\n", "\uFEFF---\nb: 2\n");
});

test("large files are split in one pass", () => {
  const file = `${"key: value # ----- x\n".repeat(50)}---\n`.repeat(4000);
  assert.equal(splitDocuments(file).length, 4001);
  assert.equal(splitDocuments("-".repeat(5_000_000)).length, 1);
  assert.equal(splitDocuments(".\n-".repeat(1_000_000)).length, 1);
  assert.equal(splitDocuments("...\n---\n".repeat(100_000)).length, 100_001);
});
