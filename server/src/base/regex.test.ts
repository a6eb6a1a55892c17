// Patterns of others: what they match, what is refused, and that none is slow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePattern, PATTERN_LIMIT } from "./regex.ts";

/** `expected` is whether the pattern matches, or a part of the problem's text. */
function check(pattern: string, text: string, expected: boolean | string): void {
  const matcher = compilePattern(pattern);
  if ("problem" in matcher) {
    assert.ok(typeof expected === "string" && matcher.problem.includes(expected), `${pattern}: ${matcher.problem}`);
    assert.doesNotMatch(matcher.problem, /\.$/);
  } else assert.equal(matcher.test(text), expected, pattern);
}

test("patterns match anywhere unless they are bound", () => {
  check("b+", "abbc", true);
  check("^b+$", "abbc", false);
  check("", "", true);
  check("^\\p{Lu}", "É", true);
  check("(?i)WEB", "my-web", true);
  const folded = compilePattern("WEB", { ignoreCase: true });
  assert.ok("test" in folded && folded.test("my-web"));
});

test("what cannot be used is said", () => {
  check("[a", "", "missing closing ]");
  check("(a", "", "missing closing )");
  check("(a)\\1", "", "Pattern cannot be used");
  check("(?=a)", "", "Pattern cannot be used");
  check("((a{100}){100}){100}", "", "Pattern cannot be used");
  check("a".repeat(PATTERN_LIMIT + 1), "", "longer than 1000");
});

test("no pattern is slow", () => {
  const started = performance.now();
  check("^(a+)+$", "a".repeat(20_000) + "b", false);
  check("(x+x+)+y", "x".repeat(5000), false);
  check("(.*a){20}", "b".repeat(5000), false);
  assert.ok(performance.now() - started < 8000);
});
