// Patterns of others: what they match, what is refused, and that none is slow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePattern, compileRe2, expandMatch, PATTERN_LIMIT, quoteMeta } from "./regex.ts";

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

/** `expected` joins the matches with commas, each with its groups behind slashes. */
function checkMatches(pattern: string, text: string, expected: string, most = -1): void {
  const re2 = compileRe2(pattern);
  assert.ok("matches" in re2, pattern);
  const found = re2.matches(text, most).map(({ groups }) => groups.map((group) => group ?? "-").join("/"));
  assert.equal(found.join(","), expected, pattern);
}

test("matches are found as Go finds them", () => {
  checkMatches("a*", "baac", ",aa,");
  checkMatches("a|b", "ab", "a,b");
  checkMatches("a|b", "abab", "a,b", 2);
  checkMatches("(a)|(b)", "b", "b/-/b");
  checkMatches("", "äö", ",,");
  checkMatches(".", "😀é", "😀,é");
  checkMatches("^a", "aa", "a");
  checkMatches("x", "ab", "", 0);
});

test("replacements are expanded as Go expands them", () => {
  const re2 = compileRe2("(?P<first>\\w)(\\w)");
  assert.ok("matches" in re2);
  const [match] = re2.matches("ab");
  const check = (template: string, expected: string) => assert.equal(expandMatch(template, match!, re2), expected, template);
  check("$2$1", "ba");
  check("${1}x$1x", "ax");
  check("$first-${first}", "a-a");
  check("$$1 $9 $ ${ ${}", "$1  $ ${ ${}");
  check("$01", "");
  assert.equal(quoteMeta("a.b[c]{d}^$|\\"), "a\\.b\\[c\\]\\{d\\}\\^\\$\\|\\\\");
  assert.deepEqual(compileRe2("[a"), { problem: "error parsing regexp: missing closing ]: `[a`" });
});
