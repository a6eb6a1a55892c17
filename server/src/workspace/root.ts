// Divides the manifests of one folder into units and says which files hold only parts of objects.

import { groupBy } from "../base/group.ts";
import { dirname } from "../base/path.ts";
import { factsOf } from "../kube/facts.ts";
import type { SourceFile } from "./file.ts";
import { readKustomization } from "./kustomization.ts";
import { createUnit, type Unit } from "./unit.ts";

export interface RootUnits {
  unitOf(path: string): Unit;
  /** A kustomization names the file as a patch: what is not in it may well be elsewhere. */
  isPatch(path: string): boolean;
}

/**
 * `manifests` and `kustomizations` of one root. Kustomizations that build on one another, and all that they name, are one
 * unit; everything else in the root is another.
 */
export function divide(
  manifests: readonly SourceFile[],
  kustomizations: readonly SourceFile[],
  complete: boolean,
  before?: RootUnits,
): RootUnits {
  const groups = connect(kustomizations);
  const patches = new Set(kustomizations.flatMap((file) => readKustomization(file).patches));
  const owned = new Map<string, string>();
  for (const file of kustomizations)
    for (const path of [...readKustomization(file).resources, ...readKustomization(file).patches]) {
      owned.set(path, groups.find(dirname(file.path)));
    }
  const groupOf = (path: string) => owned.get(path) ?? "";
  const units = new Map<string, Unit>();
  for (const [group, files] of groupBy(manifests, ({ path }) => groupOf(path))) {
    const whole = files.filter(({ path }) => !patches.has(path));
    const resources = whole.flatMap((file) => file.parts.flatMap(({ document }) => factsOf(document).resources));
    units.set(group, createUnit(resources, complete, before?.unitOf(files[0]!.path)));
  }
  const empty = createUnit([], complete);
  return { unitOf: (path) => units.get(groupOf(path)) ?? empty, isPatch: (path) => patches.has(path) };
}

/** Joins the folders of kustomizations that name one another. */
function connect(kustomizations: readonly SourceFile[]): { find(folder: string): string } {
  const parents = new Map<string, string>();
  const find = (folder: string): string => {
    const parent = parents.get(folder);
    return parent === undefined || parent === folder ? folder : find(parent);
  };
  const folders = new Set(kustomizations.map(({ path }) => dirname(path)));
  for (const file of kustomizations)
    for (const path of readKustomization(file).resources)
      if (folders.has(path) && find(path) !== find(dirname(file.path))) parents.set(find(path), find(dirname(file.path)));
  return { find };
}
