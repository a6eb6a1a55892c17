// Finds the charts that lie beside a chart, for dependencies that have no copy in `charts/`.

import type { FileTree } from "../base/file-tree.ts";
import { memo } from "../base/memo.ts";
import { join } from "../base/path.ts";
import { loadChart } from "./chart.ts";
import type { Chart, Gunzip } from "./chart.ts";
import { ChartError } from "./metadata.ts";
import type { Dependency } from "./metadata.ts";
import { isCompatible } from "./version.ts";

/** Charts that need charts that need charts. */
const DEEPEST = 10;

/**
 * What a chart in a folder of the tree would get for a dependency: the folder that `file://` leads to, else the chart of that
 * name and a version that fits. Neighbours' own dependencies are looked for in the same way.
 */
export function neighbourFinder(tree: FileTree, folder: string, gunzip: Gunzip): (dependency: Dependency) => Chart | undefined {
  return (dependency) => find(tree, folder, dependency, gunzip, [folder]);
}

function find(tree: FileTree, from: string, dependency: Dependency, gunzip: Gunzip, seen: readonly string[]): Chart | undefined {
  const { name, version, repository } = dependency;
  const folders = repository.startsWith(FILE) ? [inTree(from, repository.slice(FILE.length))] : chartFolders(tree);
  for (const folder of folders) {
    if (seen.includes(folder) || seen.length > DEEPEST) continue;
    const chart = load(tree, folder, gunzip);
    if (chart?.metadata.name !== name || (version !== "" && !isCompatible(version, chart.metadata.version))) continue;
    return completed(tree, folder, chart, gunzip, [...seen, folder]);
  }
  return undefined;
}

const FILE = "file://";

function completed(tree: FileTree, folder: string, chart: Chart, gunzip: Gunzip, seen: readonly string[]): Chart {
  const missing = (chart.metadata.dependencies ?? []).filter(
    ({ name }) => !chart.dependencies.some(({ metadata }) => metadata.name === name),
  );
  const found = missing.flatMap((dependency) => find(tree, folder, dependency, gunzip, seen) ?? []);
  return found.length === 0 ? chart : { ...chart, dependencies: [...chart.dependencies, ...new Set(found)] };
}

/** A chart that cannot be loaded is none to depend on; what is wrong with it is said where it lies. */
function load(tree: FileTree, folder: string, gunzip: Gunzip): Chart | undefined {
  try {
    return loadChart(tree, folder, gunzip);
  } catch (error) {
    if (error instanceof ChartError) return undefined;
    throw error;
  }
}

/** All folders with a Chart.yaml, but for those inside another chart. */
const chartFolders: (tree: FileTree) => readonly string[] = memo((tree) => {
  const folders = [...tree.files.keys()]
    .filter((path) => path === "Chart.yaml" || path.endsWith("/Chart.yaml"))
    .map((path) => path.slice(0, -"/Chart.yaml".length))
    .sort();
  const all = new Set(folders);
  return folders.filter((folder) => {
    const [, owner] = /^(?:(.*)\/)?charts\/[^/]+$/.exec(folder) ?? [folder, undefined];
    return owner === undefined || !all.has(owner);
  });
});

/** A path of the tree: it may not lead out of it. */
function inTree(folder: string, relative: string): string {
  return folder.startsWith("/") ? join(folder, relative) : join(`/${folder}`, relative).slice(1);
}
