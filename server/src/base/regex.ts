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

/** A compiled pattern that gives what Go's `regexp` would. Offsets are in UTF-16 code units. */
export interface Re2 {
  /** From left to right, without overlap; an empty match right behind another one does not count. At most `most` of them; below zero: all. */
  readonly matches: (text: string, most?: number) => readonly Re2Match[];
  /** The numbers of named groups. */
  readonly names: Readonly<Record<string, number>>;
}

export interface Re2Match {
  readonly start: number;
  readonly end: number;
  /** The whole match is group 0; undefined: a group that took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** Charts use the same few patterns for every resource; compiling one costs more than most searches. */
const compiled = new Map<string, Re2 | PatternProblem>();
const CACHE_LIMIT = 200;

/** For templates: the whole of Go's syntax, and as the problem Go's own text (`error parsing regexp: …`). */
export function compileRe2(pattern: string): Re2 | PatternProblem {
  const known = compiled.get(pattern);
  if (known) return known;
  const fresh = newRe2(pattern);
  if (compiled.size >= CACHE_LIMIT) compiled.clear();
  compiled.set(pattern, fresh);
  return fresh;
}

/** regexp.QuoteMeta */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}

/**
 * Go's Expand: `$1`, `$name` and `${name}` in the template are groups of the match, `$$` is a dollar sign. A name is as long as
 * it can be: `$1x` is the group `1x`, which there is none of.
 */
export function expandMatch(template: string, match: Re2Match, { names }: Re2): string {
  return template.replace(/\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))?/gu, (_, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return "$";
    const group = /^\d+$/.test(name) ? (/^0\d/.test(name) ? undefined : Number(name)) : names[name];
    return (group === undefined ? undefined : match.groups[group]) ?? "";
  });
}

function newRe2(pattern: string): Re2 | PatternProblem {
  try {
    const compiled = RE2JS.compile(withoutTwins(pattern));
    return { names: compiled.namedGroups(), matches: (text, most = -1) => matchesOf(compiled, text, most) };
  } catch (error) {
    const problem =
      error instanceof RE2JSException ? withPart(error.message) : `error parsing regexp: it is too complex: \`${pattern}\``;
    return { problem };
  }
}

/** Go allows two groups of one name, the library does not: the later ones lose theirs. */
function withoutTwins(pattern: string): string {
  const seen = new Set<string>();
  return pattern.replace(/\(\?P?<(\w+)>/g, (group, name: string) => {
    if (seen.has(name)) return "(";
    seen.add(name);
    return group;
  });
}

/** Go names the part of the pattern that is at fault, even if that is empty. */
function withPart(message: string): string {
  return message.endsWith("`") ? message : message + ": ``";
}

function matchesOf(pattern: RE2JS, text: string, most: number): Re2Match[] {
  const found: Re2Match[] = [];
  const matcher = pattern.matcher(text);
  let previousEnd = -1;
  for (let at = 0; at <= text.length && found.length !== most;) {
    if (!matcher.find(at)) break;
    const [start, end] = [matcher.start(), matcher.end()];
    const isAccepted = end > at || start !== previousEnd;
    if (isAccepted) found.push({ start, end, groups: groupsOf(matcher) });
    previousEnd = end;
    at = end > at ? end : at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  }
  return found;
}

function groupsOf(matcher: ReturnType<RE2JS["matcher"]>): (string | undefined)[] {
  return Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i) ?? undefined);
}

function reason(error: unknown): string {
  if (!(error instanceof RE2JSException)) return "it is too complex";
  return error.message.replace(/^error parsing regexp: /, "");
}
