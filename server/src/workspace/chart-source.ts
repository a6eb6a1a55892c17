// What a chart is made of, taken from all files that are known.

import { FileTree } from "../base/file-tree.ts";
import { isWithin } from "../base/path.ts";
import { defaultMinors } from "../policy/minors.ts";
import type { Profile } from "../policy/profile.ts";
import { needsNeighbours } from "./chart-needs.ts";
import { treeFileOf, treeFileOfBytes, type ChartSource } from "./chart.ts";
import type { SourceFile } from "./file.ts";
import { defaultSet, valuesSetsOf, type ValuesSet } from "./values-sets.ts";

/** Files that are known: texts, and those that are none. */
export interface KnownFiles {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

/** How a chart is to be looked at. */
export interface ChartView {
  readonly profiles: readonly Profile[];
  /** The minors that its rules judge by. */
  readonly kubernetes: readonly string[];
  /** Just this values set. */
  readonly valuesSet: ValuesSet | undefined;
  /** Just the profile of this name. */
  readonly profile: string | undefined;
  /** All files of it have been read. */
  readonly isWhole: boolean;
  /** The folders of the charts beside it. */
  readonly beside: () => readonly string[];
}

export function chartSource(folder: string, known: KnownFiles, view: ChartView): ChartSource {
  const { files } = known;
  const tree = treeOf(known, [folder]);
  const paths = [...tree.files.keys()];
  const { sets, left } = setsOf(folder, files.keys(), view);
  const values = new Map<string, SourceFile>();
  for (const path of sets.flatMap((set) => set.files)) {
    const file = files.get(path);
    if (file) values.set(path, file);
  }
  return {
    folder,
    tree,
    isWhole: view.isWhole,
    sets,
    left,
    values,
    kubernetes: view.kubernetes === defaultMinors ? undefined : view.kubernetes.at(-1),
    neighbours: () => treeOf(known, view.beside()),
    needsNeighbours: needsNeighbours(
      paths.flatMap((path) => files.get(path) ?? []),
      paths,
    ),
  };
}

/** All that lies in the folders. */
function treeOf({ files, blobs }: KnownFiles, folders: readonly string[]): FileTree {
  const isInside = ([path]: readonly [string, unknown]) => folders.some((folder) => isWithin(folder, path));
  return new FileTree([
    ...[...files].filter(isInside).map(([path, file]) => [path, treeFileOf(file)] as const),
    ...[...blobs].filter(isInside).map(([path, bytes]) => [path, treeFileOfBytes(bytes)] as const),
  ]);
}

function setsOf(
  folder: string,
  paths: Iterable<string>,
  { valuesSet, profiles, profile }: ChartView,
): { readonly sets: readonly ValuesSet[]; readonly left: number } {
  if (valuesSet) return { sets: [valuesSet], left: 0 };
  const all = valuesSetsOf(folder, paths, profiles);
  if (profile === undefined) return all;
  const named = all.sets.filter(({ name }) => name === profile);
  return { sets: named.length > 0 ? named : [defaultSet], left: 0 };
}
