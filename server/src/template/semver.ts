// Reads and compares semantic versions as Masterminds' semver does, with Go's lenience: `v1.2` is 1.2.0.

/** Metadata (`+gke.100`) has no part in comparing. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
  /** As it was written. */
  readonly original: string;
}

/** Why a text is no version or constraint, in the library's words. */
export interface SemverProblem {
  readonly problem: string;
}

const LENGTH_LIMIT = 256;
const MOST = 2n ** 64n - 1n;
const pattern =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/** Lenient: a `v` before, missing minor and patch, zeros in front of the numbers. */
export function parseVersion(text: string): Version | SemverProblem {
  if (text.length > LENGTH_LIMIT) return { problem: `version string is too long (max ${LENGTH_LIMIT} bytes)` };
  const match = pattern.exec(text);
  if (!match) return { problem: "invalid semantic version" };
  const [, major, minor = "0", patch = "0", prerelease = "", metadata = ""] = match;
  const tooLarge = [major!, minor, patch].find((part) => BigInt(part) > MOST);
  if (tooLarge !== undefined)
    return { problem: `error parsing version segment: strconv.ParseUint: parsing "${tooLarge}": value out of range` };
  const isZeroLed = prerelease.split(".").some((part) => /^0\d+$/.test(part));
  if (isZeroLed) return { problem: "version segment starts with 0" };
  const numbers = { major: BigInt(major!), minor: BigInt(minor), patch: BigInt(patch) };
  return { ...numbers, prerelease, metadata, original: text };
}

/** Normal form: no `v`, all three numbers. */
export function versionText({ major, minor, patch, prerelease, metadata }: Version): string {
  return `${major}.${minor}.${patch}${prerelease && "-" + prerelease}${metadata && "+" + metadata}`;
}

/** Below zero: `a` comes first. A prerelease comes before its release. */
export function compareVersions(a: Version, b: Version): number {
  const numbers = compare(a.major, b.major) || compare(a.minor, b.minor) || compare(a.patch, b.patch);
  if (numbers !== 0 || a.prerelease === b.prerelease) return numbers;
  if (a.prerelease === "" || b.prerelease === "") return a.prerelease === "" ? 1 : -1;
  return comparePrereleases(a.prerelease, b.prerelease);
}

/** Part by part: numbers by value and before words, a missing part before any. */
export function comparePrereleases(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareParts(left[i] ?? "", right[i] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

function compareParts(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? -1 : 1;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x === undefined && y === undefined) return a > b ? 1 : -1;
  if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
  return x > y ? 1 : -1;
}

function numberOf(part: string): bigint | undefined {
  const value = /^\d+$/.test(part) ? BigInt(part) : undefined;
  return value !== undefined && value <= MOST ? value : undefined;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
