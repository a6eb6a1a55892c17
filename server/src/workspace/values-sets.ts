// The values sets of a chart: its defaults, and what is laid over them in some environment.

import { pathGlob } from "../base/glob.ts";
import type { Profile } from "../policy/profile.ts";
import { basename, dirname, isWithin, join, relativeTo } from "../base/path.ts";

/** Values files over a chart's defaults, as `helm -f` takes them. */
export interface ValuesSet {
  /** `default`, or what the profile is called. */
  readonly name: string;
  /** Absolute, later ones win; none for the default set. */
  readonly files: readonly string[];
  /** Somebody asked for it by name; else it was found beside the chart, and may be meant for something else. */
  readonly isNamed: boolean;
  /** What is assigned over the files. */
  readonly assignments?: Assignments;
}

/** Values as `helm --set` and its kin take them: plain data, so that threads can hand it on. */
export interface Assignments {
  readonly setJson: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly setFile: readonly string[];
  /** The texts of the files that `setFile` names, by path as written. */
  readonly texts: ReadonlyMap<string, string>;
}

/** More of one chart are not analysed. */
export const MOST_SETS = 8;

export const defaultSet: ValuesSet = { name: "default", files: [], isNamed: false };

/**
 * The values sets of the chart in `folder`: `default`, then those that the policy's profiles name for it; where it names none,
 * files beside the chart that are called like profiles. `paths` are all files known. `left` says how many were too many.
 */
export function valuesSetsOf(
  folder: string,
  paths: Iterable<string>,
  profiles: readonly Profile[],
): { readonly sets: readonly ValuesSet[]; readonly left: number } {
  const all = [...paths].sort();
  const named = profiles.filter((profile) => isFor(profile, folder)).map((profile) => setOf(profile, folder, all));
  const sets = named.length > 0 ? named : found(folder, all);
  const kept = sets.slice(0, MOST_SETS - 1);
  return { sets: [defaultSet, ...kept], left: sets.length - kept.length };
}

function isFor({ charts, folder: base }: Profile, folder: string): boolean {
  if (charts.length === 0) return isWithin(base, folder);
  return isWithin(base, folder) && charts.some((pattern) => pathGlob(withoutSlash(pattern)).matches(relativeTo(base, folder)));
}

function withoutSlash(pattern: string): string {
  return pattern.replace(/^\.\//, "").replace(/\/$/, "");
}

/** Where the values files of the profiles can be: beside the chart or beside the policy. */
export function valuesCandidates(folder: string, profiles: readonly Profile[]): readonly string[] {
  return profiles
    .filter((profile) => isFor(profile, folder))
    .flatMap((profile) =>
      profile.values.filter((pattern) => !isGlob(pattern)).flatMap((path) => [join(folder, path), join(profile.folder, path)]),
    );
}

function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

/** A path without a glob is taken as it is, also where no such file is known: Helm would miss it, too. */
function setOf({ name, values, folder: base }: Profile, folder: string, all: readonly string[]): ValuesSet {
  const files = values.flatMap((pattern) => {
    if (!isGlob(pattern)) {
      const places = [join(folder, pattern), join(base, pattern)];
      return [places.find((path) => all.includes(path)) ?? places[0]!];
    }
    const glob = pathGlob(withoutSlash(pattern));
    const matching = (root: string) => all.filter((path) => isWithin(root, path) && glob.matches(relativeTo(root, path)));
    const beside = matching(folder);
    return beside.length > 0 ? beside : matching(base);
  });
  return { name, files: [...new Set(files)], isNamed: true };
}

/** `values-prod.yaml`, `values.prod.yaml`, `environments/prod.yaml`. `ci/*` are inputs of tests. */
function found(folder: string, all: readonly string[]): readonly ValuesSet[] {
  const sets = all.flatMap((path): ValuesSet[] => {
    if (!/\.ya?ml$/.test(path)) return [];
    const name = basename(path).replace(/\.ya?ml$/, "");
    const own = /^values[-.](.+)$/.exec(name)?.[1];
    if (own !== undefined && dirname(path) === folder) return [{ name: own, files: [path], isNamed: false }];
    return dirname(path) === `${folder}/environments` ? [{ name, files: [path], isNamed: false }] : [];
  });
  return sets.filter(({ name }, i) => sets.findIndex((other) => other.name === name) === i);
}
