// Names matched as Go's filepath.Match, files left out as by a .helmignore, and globs of .Files.

import assert from "node:assert/strict";
import { test } from "node:test";
import { filesGlob } from "./files-glob.ts";
import { isIgnored, parseHelmignore } from "./helmignore.ts";
import { matchPath, pathMatcher } from "./path-match.ts";

test("filepath.Match: no star crosses a slash", () => {
  for (const [pattern, matching, other] of [
    ["*.yaml", ["a.yaml", ".yaml"], ["a/b.yaml", "a.yml"]],
    ["a*b*c", ["abc", "axbyc", "abbcc"], ["ab", "a/bc"]],
    ["?", ["a", "é"], ["", "/", "ab"]],
    ["[a-c]x[^0-9]", ["axb", "cx-"], ["dxb", "ax1"]],
    ["\\*", ["*"], ["a"]],
    ["a/*/c", ["a/b/c", "a//c"], ["a/b/b/c"]],
    ["*a*b", ["ab", "xayb"], ["a/ab", "a"]],
  ] as const) {
    for (const name of matching) assert.ok(matchPath(pattern, name), `${pattern} ${name}`);
    for (const name of other) assert.ok(!matchPath(pattern, name), `${pattern} ${name}`);
  }
  for (const bad of ["[", "[]", "[a", "[a-", "[-a]", "\\"]) assert.equal(pathMatcher(bad), undefined, bad);
});

test(".helmignore: the first rule that matches decides", () => {
  assert.ok(check("*.bak", "a/b.bak"));
  assert.ok(!check("/*.bak", "a/b.bak"));
  assert.ok(check("docs/", "docs/a/b.md"));
  assert.ok(!check("docs/", "x/docs.md"));
  assert.ok(check("a/b", "a/b/c"), "a folder that is left out takes all with it");
  assert.ok(check("\ufeff# comment\n\n  x  \n", "x"));
  assert.ok(check("!keep", "other"), "a negated rule leaves out what it does not match");
  assert.ok(check("", "templates/.hidden"));
  assert.ok(!check("", ".hidden"));
  assert.throws(() => parseHelmignore("a/**"), /double-star \(\*\*\) syntax is not supported/);
  assert.throws(() => parseHelmignore("[a"), /syntax error in pattern/);
});

function check(text: string, path: string): boolean {
  return isIgnored(parseHelmignore(text), path);
}

test(".Files.Glob: gobwas", () => {
  for (const [pattern, matching, other] of [
    ["*", ["a"], ["a/b"]],
    ["**", ["a", "a/b/c"], []],
    ["**.yaml", ["a.yaml", "a/b.yaml"], ["a.yml"]],
    ["a/**/b", ["a/x/b", "a/x/y/b"], ["a/b"]],
    ["{a,b/*}.{x,y}", ["a.x", "b/c.y"], ["a.z", "c.x"]],
    ["[!a-c]?", ["dx"], ["ax", "d"]],
    ["[abc]", ["b"], ["d"]],
    ["\\*", ["*"], ["x"]],
    ["{", ["anything"], []],
  ] as const) {
    for (const name of matching) assert.ok(filesGlob(pattern)(name), `${pattern} ${name}`);
    for (const name of other) assert.ok(!filesGlob(pattern)(name), `${pattern} ${name}`);
  }
});
