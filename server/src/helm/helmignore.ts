// Which files of a folder a `.helmignore` leaves out of the chart.

import { pathMatcher } from "./path-match.ts";

/** Why the file cannot be used: Go's text. */
export class IgnoreError extends Error {}

export type IgnoreRules = (path: string, isFolder: boolean) => boolean;

/** Rules in order: the first that matches decides, and a `!` rule leaves out what it does not match. Throws an IgnoreError. */
export function parseHelmignore(text: string): IgnoreRules {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const rules = [...lines, "templates/.?*"].flatMap((line) => parseRule(line.trim()) ?? []);
  return (path, isFolder) => {
    for (const { negated, folderOnly, matches } of rules) {
      if (negated) {
        if ((folderOnly && !isFolder) || !matches(path)) return true;
      } else if (!(folderOnly && !isFolder) && matches(path)) return true;
    }
    return false;
  };
}

/** Whether a file is left out by a rule for itself or for a folder that it lies in. */
export function isIgnored(rules: IgnoreRules, path: string): boolean {
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
    if (rules(path.slice(0, slash), true)) return true;
  return rules(path, false);
}

interface Rule {
  readonly negated: boolean;
  readonly folderOnly: boolean;
  readonly matches: (path: string) => boolean;
}

function parseRule(line: string): Rule | undefined {
  if (line === "" || line.startsWith("#")) return undefined;
  if (line.includes("**")) throw new IgnoreError("double-star (**) syntax is not supported");
  if (!pathMatcher(line)) throw new IgnoreError("syntax error in pattern");
  const negated = line.startsWith("!");
  const folderOnly = line.endsWith("/");
  const pattern = line.slice(negated ? 1 : 0, folderOnly ? -1 : undefined);
  return { negated, folderOnly, matches: matcherOf(pattern) };
}

/** Without a slash the name alone counts, wherever the file lies. */
function matcherOf(pattern: string): (path: string) => boolean {
  const matches = pathMatcher(pattern.startsWith("/") ? pattern.slice(1) : pattern) ?? (() => false);
  if (pattern.includes("/")) return matches;
  return (path) => matches(path.slice(path.lastIndexOf("/") + 1));
}
