// Constraints on versions, such as `>=1.21-0, <1.30 || ^2`, as Masterminds' semver reads them.

import { quote } from "./go-quote.ts";
import { comparePrereleases, compareVersions, parseVersion } from "./semver.ts";
import type { SemverProblem, Version } from "./semver.ts";

/** One of the alternatives must hold, and in it every condition. */
export interface Constraint {
  readonly alternatives: readonly Alternative[];
}

interface Alternative {
  readonly conditions: readonly Condition[];
  /** One of them names a prerelease: only then are prereleases looked at. */
  readonly allowsPrerelease: boolean;
}

interface Condition {
  readonly operator: string;
  readonly version: Version;
  /** What its version says: `*` nothing, `1.x` the major number, `1.2` the minor one, too. */
  readonly says: "nothing" | "major" | "minor" | "all";
}

const LENGTH_LIMIT = 512;
const ALTERNATIVE_LIMIT = 32;
// The upright stroke belongs to the library's character class, and is refused later. Go's \s is narrower than JavaScript's.
const conditionPattern =
  /[\t\n\f\r ]*(!=|>=|=>|<=|=<|~>|=|>|<|~|\^|)[\t\n\f\r ]*(v?([0-9xX|*]+)(\.[0-9xX|*]+)?(\.[0-9xX|*]+)?(-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)/y;
const gapPattern = /[\t\n\f\r ]*,?[\t\n\f\r ]*/y;
const rangePattern =
  /[\t\n\f\r ]*(v?[0-9xX|*]+(?:\.[0-9xX|*]+)?(?:\.[0-9xX|*]+)?(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)[\t\n\f\r ]+-[\t\n\f\r ]+(v?[0-9xX|*]+(?:\.[0-9xX|*]+)?(?:\.[0-9xX|*]+)?(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)[\t\n\f\r ]*/g;

export function parseConstraints(text: string): Constraint | SemverProblem {
  if (text.length > LENGTH_LIMIT) return { problem: `constraint string is too long (max ${LENGTH_LIMIT} bytes)` };
  const parts = withoutRanges(text).split("||");
  if (parts.length > ALTERNATIVE_LIMIT) return { problem: `too many constraint groups (max ${ALTERNATIVE_LIMIT})` };
  const alternatives: Alternative[] = [];
  for (const part of parts) {
    const conditions = parseAlternative(part);
    if ("problem" in conditions) return conditions;
    alternatives.push({ conditions, allowsPrerelease: conditions.some(({ version }) => version.prerelease !== "") });
  }
  return { alternatives };
}

export function satisfies(version: Version, { alternatives }: Constraint): boolean {
  return alternatives.some(
    ({ conditions, allowsPrerelease }) =>
      (allowsPrerelease || version.prerelease === "") && conditions.every((condition) => holds(version, condition)),
  );
}

/** `1.2 - 1.4` is `>= 1.2, <= 1.4`. */
function withoutRanges(text: string): string {
  return text.replace(rangePattern, (_, from: string, to: string) => `>= ${from}, <= ${to} `);
}

/** Conditions with spaces or a comma between. */
function parseAlternative(text: string): readonly Condition[] | SemverProblem {
  const matches = matchesOf(text);
  if (!matches) return { problem: `improper constraint: ${quote(text)}` };
  const conditions: Condition[] = [];
  for (const match of matches) {
    const condition = conditionOf(match);
    if ("problem" in condition) return condition;
    conditions.push(condition);
  }
  return conditions;
}

/** Undefined: something else stands between them. */
function matchesOf(text: string): readonly RegExpExecArray[] | undefined {
  const matches: RegExpExecArray[] = [];
  let at = 0;
  for (let gap = " "; gap.includes(",") || at < text.length || matches.length === 0;) {
    const match = gap === "" ? null : matchAt(conditionPattern, text, at);
    if (!match) return undefined;
    matches.push(match);
    at += match[0].length;
    gap = matchAt(gapPattern, text, at)?.[0] ?? "";
    at += gap.length;
  }
  return matches;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function conditionOf(match: RegExpExecArray): Condition | SemverProblem {
  const [, operator = "", whole = "", major = "", minor = "", patch = "", prerelease = ""] = match;
  const says = isOpen(major) ? "nothing" : isOpen(minor) ? "major" : isOpen(patch) ? "minor" : "all";
  const texts = {
    nothing: `0.0.0${prerelease}`,
    major: `${major}.0.0${prerelease}`,
    minor: `${major}${minor}.0${prerelease}`,
    all: whole,
  };
  const version = parseVersion(texts[says]);
  return "problem" in version ? { problem: "constraint parser error" } : { operator, version, says };
}

function isOpen(part: string): boolean {
  return /^\.?[xX*]?$/.test(part);
}

function holds(version: Version, condition: Condition): boolean {
  const { operator, version: wanted, says } = condition;
  const order = compareVersions(version, wanted);
  switch (operator) {
    case "!=":
      return isOther(version, condition, order);
    case ">":
      return isGreater(version, condition, order);
    case "<":
      return order < 0;
    case ">=":
    case "=>":
      return order >= 0;
    case "<=":
    case "=<":
      return isAtMost(version, condition, order);
    case "~":
    case "~>":
      return isNear(version, condition, order);
    case "^":
      return isCompatible(version, condition, order);
    default:
      // A plain version that leaves something open is as good as `~`.
      return says === "all" ? order === 0 : isNear(version, condition, order);
  }
}

function isOther(version: Version, { version: wanted, says }: Condition, order: number): boolean {
  if (says === "all" || says === "nothing") return order !== 0;
  if (version.major !== wanted.major) return true;
  if (says === "major") return false;
  if (version.minor !== wanted.minor) return true;
  return (
    (version.prerelease !== "" || wanted.prerelease !== "") && comparePrereleases(version.prerelease, wanted.prerelease) !== 0
  );
}

/** `>11` starts with 12, `>11.1` with 11.2. */
function isGreater(version: Version, { version: wanted, says }: Condition, order: number): boolean {
  if (says === "all" || says === "nothing") return order > 0;
  if (version.major !== wanted.major) return version.major > wanted.major;
  return says === "minor" && version.minor > wanted.minor;
}

/** `<=11` takes in all of 11. */
function isAtMost(version: Version, { version: wanted, says }: Condition, order: number): boolean {
  if (says === "all") return order <= 0;
  if (version.major !== wanted.major) return version.major < wanted.major;
  return says === "major" || version.minor <= wanted.minor;
}

/** `~1.2.3`: the same minor number; `~1`: the same major one; `~0.0.0`: any. */
function isNear(version: Version, { version: wanted, says }: Condition, order: number): boolean {
  if (order < 0) return false;
  const isZero = wanted.major === 0n && wanted.minor === 0n && wanted.patch === 0n;
  if (isZero && (says === "all" || says === "nothing")) return true;
  return version.major === wanted.major && (says === "major" || version.minor === wanted.minor);
}

/** `^1.2.3`: the first number that is not zero stays. */
function isCompatible(version: Version, { version: wanted, says }: Condition, order: number): boolean {
  if (order < 0) return false;
  if (wanted.major > 0n || says === "major") return version.major === wanted.major;
  if (version.major > 0n) return false;
  if (wanted.minor > 0n || says === "minor") return version.minor === wanted.minor;
  return version.minor === 0n && version.patch === wanted.patch;
}
