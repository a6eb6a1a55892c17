// Works out which charts a check is about.

import { basename, dirname, isWithin } from "../base/path.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { nameIn } from "./chart-neighbours.ts";
import type { ChartTask, Neighbour } from "./chart-task.ts";
import { archiveFolder } from "./read-chart.ts";
import type { Targets } from "./targets.ts";

/** In the order of their folders. `snapshot` knows at least each Chart.yaml. */
export function planCharts(snapshot: Snapshot, { roots, named, archives, parts }: Targets): readonly ChartTask[] {
  const folders = snapshot.chartFolders.map((folder) => ({ folder, root: snapshot.rootOf(`${folder}/Chart.yaml`) }));
  const neighboursIn = (root: string): readonly Neighbour[] =>
    folders.flatMap(({ folder }) => {
      const name = isWithin(root, folder) ? nameIn(snapshot.files.get(`${folder}/Chart.yaml`)?.text ?? "") : undefined;
      return name === undefined ? [] : [{ folder, name }];
    });
  const neighbours = new Map([...new Set(folders.map(({ root }) => root))].map((root) => [root, neighboursIn(root)]));
  const found = folders.flatMap(({ folder, root }): ChartTask[] => {
    const around = neighbours.get(root) ?? [];
    if (roots.some(({ path, whole }) => whole && path === root))
      return [{ folder, root, within: undefined, isNamed: folder === root, neighbours: around }];
    const files = [...named].filter((path) => snapshot.kindOf(path) === "chart" && snapshot.chartOf(path) === folder);
    return files.length > 0 ? [{ folder, root, within: files, isNamed: true, neighbours: around }] : [];
  });
  const asked = [
    ...archives.map((path) => ({ folder: archiveFolder(path), within: undefined })),
    ...[...parts].map(([folder, within]) => ({ folder, within })),
  ].map((chart): ChartTask => ({ ...chart, root: chart.folder, isNamed: true, neighbours: [] }));
  return [...found, ...asked.filter(({ folder }) => !found.some((task) => task.folder === folder && !task.within))].sort((a, b) =>
    a.folder < b.folder ? -1 : Number(a.folder > b.folder),
  );
}

/** The folder of the chart whose templates lie in `folder`. */
export function chartOfTemplates(folder: string, hasFile: (path: string) => boolean): string | undefined {
  for (let at = folder; dirname(at) !== at; at = dirname(at))
    if (basename(at) === "templates" && hasFile(`${dirname(at)}/Chart.yaml`)) return dirname(at);
  return undefined;
}
