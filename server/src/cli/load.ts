// Reads the files of the targets into a snapshot.

import { LineIndex } from "../base/line-index.ts";
import { ancestors, basename, dirname, isWithin } from "../base/path.ts";
import type { Decoded, Encoding } from "../host/decode.ts";
import { isRefused, type Disk } from "../host/disk.ts";
import { walk } from "../host/walk.ts";
import { mayMatter } from "../workspace/relevance.ts";
import { kustomizationNames } from "../workspace/kustomization.ts";
import { policyNames } from "../workspace/policies.ts";
import { apply, createSnapshot, type Config, type Snapshot } from "../workspace/snapshot.ts";
import { fromOne, type Problem } from "./outcome.ts";
import { shown } from "./path.ts";
import type { Targets } from "./targets.ts";

export interface Inputs {
  /** Path → what it holds. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of those that are not UTF-8. */
  readonly encodings: ReadonlyMap<string, Encoding>;
  /** Paths that are reported, sorted. */
  readonly reported: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reads all that the targets stand for. `piped` is what came over standard input; `tick` is called now and then. */
export function readInputs(
  disk: Disk,
  folder: string,
  targets: Targets,
  piped: Decoded | undefined,
  tick: (files: number) => void,
): Inputs {
  const texts = new Map<string, string>();
  const encodings = new Map<string, Encoding>();
  const reported = new Set<string>();
  const problems: Problem[] = [];

  const take = (path: string, isReported: boolean, isNamed: boolean) => {
    const read = path === targets.stdin ? piped : disk.read(path);
    const file = shown(folder, path);
    if (read === undefined || isRefused(read)) {
      if (isReported) problems.push({ file, severity: "error", message: read?.problem ?? "No such file" });
      return;
    }
    const isRelevant = isNamed || mayMatter(path, read.text);
    if (!isRelevant) return;
    if (isReported) {
      reported.add(path);
      problems.push(...encodingProblems(file, read));
    }
    if (read.invalidAt !== undefined) return;
    texts.set(path, read.text);
    if (read.encoding !== "utf-8") encodings.set(path, read.encoding);
  };

  const seen = new Set<string>(targets.named);
  for (const path of [...targets.named].sort()) take(path, true, true);
  // Whole roots first: a file that lies in two is reported if one of them is.
  for (const root of targets.roots.toSorted((a, b) => Number(b.whole) - Number(a.whole))) {
    if (root.depth === "none") continue;
    for (const step of walk(disk, root.path, { shallow: root.depth === "folder" })) {
      for (const path of step.files) {
        if (seen.has(path)) continue;
        seen.add(path);
        take(path, root.whole, false);
        tick(texts.size);
      }
      if (root.whole)
        for (const { path, problem } of step.problems)
          problems.push({ file: shown(folder, path), severity: "error", message: problem });
    }
  }
  for (const path of filesOfCharts(texts.keys(), targets)) texts.delete(path);
  return { texts, encodings, reported: [...reported].sort(), problems };
}

/** Charts are read apart, so of their files only those are kept that say something of others. */
function filesOfCharts(paths: Iterable<string>, { roots, named }: Targets): readonly string[] {
  const all = [...paths];
  const charts = new Set(all.filter((path) => basename(path) === "Chart.yaml").map(dirname));
  const rootOf = (path: string) =>
    roots.reduce((best, root) => (isWithin(root.path, path) && root.path.length > best.length ? root.path : best), "/");
  const kept = new Set(["Chart.yaml", ...policyNames, ...kustomizationNames]);
  return all.filter(
    (path) =>
      !kept.has(basename(path)) &&
      !named.has(path) &&
      [...ancestors(dirname(path), rootOf(path))].some((folder) => charts.has(folder)),
  );
}

/** The snapshot of the inputs, with whatever else it wants to see; the problems are those of reading that. */
export function loadSnapshot(
  disk: Disk,
  folder: string,
  config: Config,
  targets: Targets,
  inputs: Inputs,
): { snapshot: Snapshot; problems: readonly Problem[] } {
  const roots = targets.roots.map(({ path }) => path);
  const problems: Problem[] = [];
  const asked = new Set<string>();
  let { snapshot, wants } = apply(createSnapshot(config), { files: inputs.texts, roots });
  while (wants.length > 0) {
    const files = new Map<string, string | undefined>();
    for (const path of wants) {
      // A chart as a whole is read when it is checked.
      if (asked.has(path) || path.endsWith("/")) continue;
      asked.add(path);
      const read = disk.read(path);
      const isUsable = read !== undefined && !isRefused(read) && read.invalidAt === undefined;
      files.set(path, isUsable ? read.text : undefined);
      if (isRefused(read)) problems.push({ file: shown(folder, path), severity: "error", message: read.problem });
      else if (read) problems.push(...encodingProblems(shown(folder, path), read));
    }
    if (files.size === 0) break;
    ({ snapshot, wants } = apply(snapshot, { files }));
  }
  return { snapshot: apply(snapshot, { complete: roots }).snapshot, problems };
}

function encodingProblems(file: string, { text, encoding, invalidAt }: Decoded): readonly Problem[] {
  if (invalidAt !== undefined) {
    const start = fromOne(new LineIndex(text).positionAt(invalidAt));
    const range = { start, end: { ...start, column: start.column + 1 } };
    return [
      { file, range, severity: "error", message: `These bytes are not ${encoding.toUpperCase()}, so the file is not read` },
    ];
  }
  if (encoding === "utf-8") return [];
  return [{ file, severity: "warning", message: "File is encoded in UTF-16; not every tool reads that, UTF-8 is safe" }];
}
