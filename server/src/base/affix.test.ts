// Common prefixes and suffixes, also of repeating texts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { commonPrefix, commonSuffix } from "./affix.ts";

test("what two texts have in common", () => {
  const cases: [string, string, number, number][] = [
    ["", "", 0, 0],
    ["abc", "abc", 3, 3],
    ["abc", "abd", 2, 0],
    ["xabc", "yabc", 0, 3],
    ["aaaa", "aaa", 3, 3],
    ["abc", "", 0, 0],
    ["kept-old-kept", "kept-new-kept", 5, 5],
  ];
  for (const [a, b, prefix, suffix] of cases) {
    assert.equal(commonPrefix(a, b), prefix, `${a} | ${b}`);
    assert.equal(commonSuffix(a, b), suffix, `${a} | ${b}`);
  }
  assert.equal(commonSuffix("aaaa", "aaa", 1), 1);
});
