// Ignore files: one table of patterns and paths.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isIgnored, parseIgnore } from "./ignore.ts";

/** Lines divided by `|`; paths by blanks, a folder with `/` at its end. */
function check(lines: string, ignored: string, kept: string): void {
  const ignore = parseIgnore(lines.replaceAll("|", "\n"));
  const judge = (path: string) => isIgnored(ignore, path.replace(/\/$/, ""), path.endsWith("/"));
  for (const path of ignored.split(" ").filter(Boolean)) assert.ok(judge(path), `${lines} should ignore ${path}`);
  for (const path of kept.split(" ").filter(Boolean)) assert.ok(!judge(path), `${lines} should keep ${path}`);
}

test("names, anchors and folders", () => {
  check("*.log", "a.log x/y/a.log", "a.logs");
  check("/a.yaml", "a.yaml", "x/a.yaml");
  check("x/a.yaml", "x/a.yaml", "y/x/a.yaml");
  check("node_modules/", "node_modules/ a/node_modules/ a/node_modules/b/c.yaml", "node_modules a/node_modules");
  check("build", "build build/ x/build/y.yaml", "builds");
  check("doc/*.txt", "doc/a.txt", "doc/x/a.txt");
  check("**/foo/bar", "foo/bar x/foo/bar", "foo/x/bar");
  check("abc/**", "abc/x abc/x/y", "abc/");
  check("a/**/b", "a/b a/x/y/b", "ab");
});

test("negation: the last match wins, but not below an ignored folder", () => {
  check("*.yaml|!keep.yaml", "a.yaml x/b.yaml", "keep.yaml x/keep.yaml");
  check("!keep.yaml|*.yaml", "keep.yaml", "");
  check("build/|!build/keep.yaml", "build/keep.yaml", "");
  check("/*|!/k8s", "other/a.yaml a.yaml", "k8s/a.yaml");
});

test("comments, blanks, escapes, line ends", () => {
  check("# no||  |a.yaml  ", "a.yaml", "no");
  check("\\#x|\\!y|z\\ ", "#x !y", "x y z");
  check("a.yaml\r\nb.yaml\r\n", "a.yaml b.yaml", "c.yaml");
  check("\uFEFFa.yaml", "a.yaml", "");
  check("!|/|", "", "a");
  check("[ab].yaml", "a.yaml x/b.yaml", "c.yaml");
});
