// Finds the override that decides on a finding.

import { pathGlob, textGlob, type Glob } from "../base/glob.ts";
import { basename, dirname, isWithin, join, relativeTo } from "../base/path.ts";
import type { Level } from "./policy-shape.ts";

/** One item of a policy's `overrides`, ready to be asked. */
export interface Override {
  readonly match: Match;
  readonly rules: ReadonlyMap<string, Level>;
  readonly reason: string | undefined;
  readonly until: string | undefined;
}

/** Where a finding stands. Undefined members are those of a finding that belongs to no resource: only `files` can match it. */
export interface OverridePlace {
  /** Spelled as the policy's own path is: absolute, with `/`. */
  readonly file: string;
  readonly kind?: string | undefined;
  /** As Kubernetes would resolve it: the caller fills in `default`. */
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly labels?: { get(key: string): string | undefined } | undefined;
}

/** An override's word on one rule in one place. */
export interface Decision {
  readonly level: Level;
  readonly override: Override;
}

/** All criteria that are given must hold, and one pattern of each list. */
export interface Match {
  readonly files?: readonly FilePattern[];
  readonly kinds?: readonly Glob[];
  readonly namespaces?: readonly Glob[];
  readonly names?: readonly Glob[];
  readonly labels?: readonly (readonly [key: string, value: Glob])[];
}

/** A path pattern and the folder that it is relative to. */
export interface FilePattern {
  readonly folder: string;
  readonly glob: Glob;
  /** Compared with the file's name only. */
  readonly nameOnly: boolean;
}

/** The last override that matches and speaks of the rule. */
export function decisionFor(
  policy: { readonly overrides: readonly Override[] },
  place: OverridePlace,
  rule: string,
): Decision | undefined {
  for (let i = policy.overrides.length - 1; i >= 0; i--) {
    const override = policy.overrides[i];
    const level = override?.rules.get(rule);
    if (override && level !== undefined && matches(override.match, place)) return { level, override };
  }
  return undefined;
}

/** The level that overrides give a rule in a place; undefined where they say nothing and the settings hold. */
export function settingFor(
  policy: { readonly overrides: readonly Override[] },
  place: OverridePlace,
  rule: string,
): Level | undefined {
  return policy.overrides.length === 0 ? undefined : decisionFor(policy, place, rule)?.level;
}

/** A `files` pattern of the policy file at `path`. */
export function filePattern(path: string, pattern: string): FilePattern {
  const climb = /^(?:\.{1,2}\/)+/.exec(pattern)?.[0] ?? "";
  const rest = pattern.slice(climb.length).replace(/^\//, "");
  const glob = pathGlob(rest.endsWith("/") ? `${rest}**` : rest);
  return { folder: join(dirname(path), climb || "."), nameOnly: !pattern.includes("/"), glob };
}

export function namePattern(pattern: string): Glob {
  return textGlob(pattern);
}

function matches(match: Match, place: OverridePlace): boolean {
  return (
    any(match.kinds, place.kind) &&
    any(match.namespaces, place.namespace) &&
    any(match.names, place.name) &&
    (match.labels?.every(([key, value]) => any([value], place.labels?.get(key))) ?? true) &&
    (match.files?.some((pattern) => matchesFile(pattern, place.file)) ?? true)
  );
}

function any(globs: readonly Glob[] | undefined, text: string | undefined): boolean {
  return globs === undefined || (text !== undefined && globs.some((glob) => glob.matches(text)));
}

function matchesFile({ folder, glob, nameOnly }: FilePattern, file: string): boolean {
  return isWithin(folder, file) && glob.matches(nameOnly ? basename(file) : relativeTo(folder, file));
}
