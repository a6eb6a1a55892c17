// Says whether a chart is made of more than what lies in its folder.

import { basename, dirname, isWithin } from "../base/path.ts";
import { get, items, textOf } from "../yaml/access.ts";
import type { SourceFile } from "./file.ts";

/** Whether some dependency has no copy in `charts/`, so that it is looked for among the charts beside; `paths`: all files of the chart. */
export function needsNeighbours(files: readonly SourceFile[], paths: readonly string[]): boolean {
  return files.some(({ path, parts }) => {
    if (basename(path) !== "Chart.yaml" && basename(path) !== "requirements.yaml") return false;
    const charts = `${dirname(path)}/charts`;
    const names = parts
      .flatMap(({ document }) => items(get(document.root, "dependencies")) ?? [])
      .map((one) => textOf(get(one, "name")));
    return names.some((name) => name !== undefined && !paths.some((copy) => isCopy(charts, name, copy)));
  });
}

function isCopy(charts: string, name: string, path: string): boolean {
  return isWithin(`${charts}/${name}`, path) || (path.startsWith(`${charts}/${name}-`) && path.endsWith(".tgz"));
}
