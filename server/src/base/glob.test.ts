// Globs: what they match, and that no pattern makes them slow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { GLOB_LIMIT, ignoreGlob, pathGlob, textGlob, type Glob } from "./glob.ts";

/** `yes` and `no` are lists of texts divided by blanks. */
function check(make: (pattern: string) => Glob, pattern: string, yes: string, no: string): void {
  const glob = make(pattern);
  for (const text of yes.split(" ").filter(Boolean)) assert.ok(glob.matches(text), `${pattern} should match ${text}`);
  for (const text of no.split(" ").filter(Boolean)) assert.ok(!glob.matches(text), `${pattern} should not match ${text}`);
}

test("paths", () => {
  check(pathGlob, "a/b.yaml", "a/b.yaml", "a/b.yml b.yaml a/b.yaml/c A/b.yaml");
  check(pathGlob, "*.yaml", "a.yaml .yaml .x.yaml", "a/b.yaml a.yml");
  check(pathGlob, "a*b", "ab axb", "a/b aab/b a b");
  check(pathGlob, "x/ab*ba", "x/abba x/ab-ba", "x/aba x/ab/ba y/abba");
  check(pathGlob, "a/*/c", "a/b/c a//c", "a/c a/b/b/c");
  check(pathGlob, "legacy/**", "legacy/a legacy/a/b.yaml", "legacy legacy/ legacy2/a x/legacy/a");
  check(pathGlob, "**/a", "a x/a x/y/a", "a/b xa");
  check(pathGlob, "a/**/b", "a/b a/x/b a/x/y/b", "ab a/xb");
  check(pathGlob, "**", "a a/b", "");
  check(pathGlob, "**.yaml", "a.yaml", "a/b.yaml");
  check(pathGlob, "a**b", "ab axb", "a/b");
  check(pathGlob, "**/**/a/**/**/b", "a/b x/a/y/z/b", "a b");
  check(pathGlob, "v?.yaml", "v1.yaml v😀.yaml", "v.yaml v12.yaml v/.yaml");
});

test("sets and braces", () => {
  check(pathGlob, "[a-c]x", "ax cx", "dx /x x");
  check(pathGlob, "[!a-c]x", "dx", "ax /x");
  check(pathGlob, "[^a]", "b", "a /");
  check(pathGlob, "[]-]", "] -", "a");
  check(pathGlob, "[a-]", "a -", "b");
  check(pathGlob, "[\\]a]", "] a", "\\");
  check(pathGlob, "[ab", "[ab", "a b");
  check(pathGlob, "{a,b}.y{,a}ml", "a.yml b.yaml a.yaml", "c.yml {a,b}.yml");
  check(pathGlob, "{a,{b,c}d}", "a bd cd", "b ad");
  check(pathGlob, "{a/**,b}", "a/x/y b", "a b/x");
  check(pathGlob, "{a", "{a", "a");
  check(pathGlob, "{a}", "{a}", "a");
  check(pathGlob, "{*.json,*.yaml}", "a.json b.yaml", "a.yml");
  check(pathGlob, "\\*", "*", "a \\*");
  check(pathGlob, "a\\", "a\\", "a");
  check(pathGlob, "{\\},x}", "} x", "\\}");
});

test("texts without segments", () => {
  check(textGlob, "ghcr.io/acme/*", "ghcr.io/acme/web ghcr.io/acme/team/web:1", "ghcr.io/acme ghcr.io/other/web");
  check(textGlob, "node-*", "node- node-exporter", "anode-x");
  check(textGlob, "**", "a/b", "");
  check(textGlob, "[!a]", "/ b", "a");
});

test("git's ignore files know no braces", () => {
  check(ignoreGlob, "{a,b}", "{a,b}", "a b");
  check(ignoreGlob, "*.{a,b}", "x.{a,b}", "x.a");
});

test("no pattern is slow or too long", () => {
  const text = "a".repeat(4000);
  const started = performance.now();
  for (const pattern of [
    "a*".repeat(400) + "b",
    "*a".repeat(400) + "b",
    "**/".repeat(300) + "b",
    "{a,aa}".repeat(150) + "b",
    "{a,".repeat(300) + "b" + "}".repeat(300),
    "{".repeat(900),
    "[".repeat(900),
    "?*".repeat(400) + "b",
  ]) {
    assert.ok(!pathGlob(pattern).matches(text), pattern);
    assert.ok(!textGlob(pattern).matches(text), pattern);
  }
  assert.ok(performance.now() - started < 8000);
  assert.ok(!pathGlob("*".repeat(GLOB_LIMIT + 1)).matches("a"));
});
