// Whether a chart's version will do.

import { parseConstraints, satisfies } from "../template/semver-constraint.ts";
import { parseVersion } from "../template/semver.ts";

export function isVersion(text: string): boolean {
  return !("problem" in parseVersion(text));
}

/** Whether the version lies in the range; false where one of them cannot be read. */
export function isCompatible(range: string, version: string): boolean {
  const wanted = parseConstraints(range);
  const given = parseVersion(version);
  return !("problem" in wanted) && !("problem" in given) && satisfies(given, wanted);
}
