// Finds the charts beside a chart that stand in for dependencies without a copy in `charts/`.

import { isWithin, join } from "../base/path.ts";
import type { Disk } from "../host/disk.ts";
import { readFile } from "../workspace/file.ts";
import { get, items, textOf } from "../yaml/access.ts";
import type { Neighbour } from "./chart-task.ts";

type Files = ReadonlyMap<string, string | Uint8Array>;

/** Read whole, and those that they need in turn. What a `file://` leads to is taken wherever it lies, else charts are known by name. */
export function* dependenciesAround(
  disk: Disk,
  read: (folder: string) => Files,
  folder: string,
  files: Files,
  neighbours: readonly Neighbour[],
): Generator<{ readonly folder: string; readonly files: Files }> {
  const seen = new Set([folder]);
  const queue: { readonly folder: string; readonly files: Files }[] = [{ folder, files }];
  for (let chart = queue.shift(); chart; chart = queue.shift())
    for (const dependency of dependenciesOf(chart.folder, chart.files)) {
      if (hasCopy(chart.folder, chart.files, dependency.name)) continue;
      for (const found of placesOf(disk, chart.folder, dependency, neighbours)) {
        if (seen.has(found) || isWithin(found, folder)) continue;
        seen.add(found);
        const next = { folder: found, files: read(found) };
        queue.push(next);
        yield next;
      }
    }
}

/** What a Chart.yaml says its chart is called. */
export function nameIn(text: string): string | undefined {
  return textOf(get(rootOf(text), "name"));
}

interface Dependency {
  readonly name: string;
  readonly repository: string;
}

function dependenciesOf(folder: string, files: Files): readonly Dependency[] {
  return ["Chart.yaml", "requirements.yaml"].flatMap((name) => {
    const text = files.get(`${folder}/${name}`);
    if (typeof text !== "string" || !text.includes("dependencies")) return [];
    return (items(get(rootOf(text), "dependencies")) ?? []).map((item) => ({
      name: textOf(get(item, "name")) ?? "",
      repository: textOf(get(item, "repository")) ?? "",
    }));
  });
}

function rootOf(text: string) {
  return readFile("Chart.yaml", text).parts.find(({ document }) => document.root)?.document.root;
}

function hasCopy(folder: string, files: Files, name: string): boolean {
  if (files.has(`${folder}/charts/${name}/Chart.yaml`)) return true;
  return [...files.keys()].some((path) => path.startsWith(`${folder}/charts/${name}-`) && path.endsWith(".tgz"));
}

function placesOf(
  disk: Disk,
  from: string,
  { name, repository }: Dependency,
  neighbours: readonly Neighbour[],
): readonly string[] {
  if (!repository.startsWith(FILE))
    return neighbours.filter((neighbour) => neighbour.name === name).map((neighbour) => neighbour.folder);
  const folder = join(from, repository.slice(FILE.length).replace(/^\/(?=\.)/, ""));
  return disk.kindOf(`${folder}/Chart.yaml`) === "file" ? [folder] : [];
}

const FILE = "file://";
