// Paths of disks and of virtual workspaces.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ancestors, basename, dirname, isWithin, join, relativeTo } from "./path.ts";

test("join works out dots, and keeps a scheme", () => {
  assert.equal(join("/a/b", "../c/./d.yaml"), "/a/c/d.yaml");
  assert.equal(join("/a", "/x"), "/x");
  assert.equal(join("vscode-vfs://github/a/b", "../c"), "vscode-vfs://github/a/c");
  assert.equal(join("/a", "../../.."), "/");
});

test("a folder holds itself and what is below, not its namesakes", () => {
  assert.ok(isWithin("/a/b", "/a/b/c"));
  assert.ok(isWithin("/a/b", "/a/b"));
  assert.ok(!isWithin("/a/b", "/a/bc"));
  assert.ok(isWithin("/", "/a"));
  assert.equal(relativeTo("/a", "/a/b/c"), "b/c");
  assert.equal(relativeTo("/", "/b"), "b");
  assert.equal(relativeTo("/a", "/b"), "/b");
});

test("ancestors run from the nearest to the top", () => {
  assert.deepEqual([...ancestors("/a/b/c", "/a")], ["/a/b/c", "/a/b", "/a"]);
  assert.deepEqual([...ancestors("/a/b")], ["/a/b", "/a", "/"]);
  assert.equal(dirname("/a"), "/");
  assert.equal(basename("/a/b.yaml"), "b.yaml");
  assert.deepEqual([...ancestors(dirname("untitled:x"))].length, 1);
});
