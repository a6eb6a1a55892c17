// Runs patterns that are not ours, in time linear in the text.

import { RE2JS, RE2JSException } from "re2js";

/** Longer patterns are refused: compiling them costs memory, too. */
export const PATTERN_LIMIT = 1000;

export interface Matcher {
  readonly pattern: string;
  /** Whether the pattern matches anywhere in the text; `^` and `$` bind it to the ends. */
  test(text: string): boolean;
}

/** Why a pattern cannot be used: a sentence without a full stop. */
export interface PatternProblem {
  readonly problem: string;
}

/** RE2 syntax: no back references and no look-around. `ignoreCase` folds case. */
export function compilePattern(pattern: string, options: { readonly ignoreCase?: boolean } = {}): Matcher | PatternProblem {
  if (pattern.length > PATTERN_LIMIT) return { problem: `Pattern is longer than ${PATTERN_LIMIT} characters` };
  try {
    const compiled = RE2JS.compile(pattern, options.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return { pattern, test: (text) => compiled.matcher(text).find() };
  } catch (error) {
    return { problem: `Pattern cannot be used: ${reason(error)}` };
  }
}

function reason(error: unknown): string {
  if (!(error instanceof RE2JSException)) return "it is too complex";
  return error.message.replace(/^error parsing regexp: /, "");
}
