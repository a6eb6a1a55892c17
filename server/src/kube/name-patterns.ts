// Names and values that a team describes by patterns.

import { memo } from "../base/memo.ts";
import { compilePattern, type Matcher } from "../base/regex.ts";

/** Whether any of the patterns (RE2) is found in the text, whatever its case. One that cannot be compiled matches nothing. */
export function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.length > 0 && compile(patterns).some((matcher) => matcher.test(text));
}

const compile = memo((patterns: readonly string[]): readonly Matcher[] =>
  patterns.map((pattern) => compilePattern(pattern, { ignoreCase: true })).filter((compiled) => "test" in compiled),
);
