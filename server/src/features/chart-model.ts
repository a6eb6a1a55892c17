// What a chart is made of for those who look for names in it: its charts, the texts of its templates, what they read.

import { fileOfText, FileTree } from "../base/file-tree.ts";
import { memo, memo2 } from "../base/memo.ts";
import { basename } from "../base/path.ts";
import type { Chart, ChartFile } from "../helm/chart.ts";
import { loadChart } from "../helm/chart.ts";
import { ChartError } from "../helm/metadata.ts";
import { neighbourFinder } from "../helm/neighbours.ts";
import { missingDependencies } from "../helm/prepare.ts";
import type { TreeFile } from "../base/file-tree.ts";
import { isEmptyList, type ParsedText } from "../template/parsed-text.ts";
import type { ChartSource, RenderMemory } from "../workspace/chart.ts";
import { readFile, type SourceFile } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";

/** A chart where it takes part; one with several aliases is there several times. */
export interface ChartInstance {
  /** The keys that lead from the root's values to its own. */
  readonly path: readonly string[];
  readonly chart: Chart;
  /** Its name, or the alias. */
  readonly name: string;
}

export interface TemplateText {
  readonly path: string;
  /** Without the chart's folder: `templates/a.yaml`. */
  readonly name: string;
  readonly instance: ChartInstance;
  readonly parsed: ParsedText;
}

export interface ChartModel {
  readonly folder: string;
  readonly source: ChartSource;
  /** The root first. */
  readonly instances: readonly ChartInstance[];
  /** Of every instance. */
  readonly templates: readonly TemplateText[];
  /** Where a name is defined, in the order in which later ones count more. */
  readonly definitions: ReadonlyMap<string, readonly DefinitionPlace[]>;
  /** A file of the chart, also one that is packed. */
  fileAt(path: string): SourceFile | undefined;
}

export interface DefinitionPlace {
  readonly text: TemplateText;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly isEmpty: boolean;
}

/** The chart in a folder; as much of it as can be told where files of it are half typed. */
export function chartModelAt(snapshot: Snapshot, folder: string): ChartModel | undefined {
  return models(snapshot.chartAt(folder), snapshot.renders)(snapshot);
}

const models = memo2((source: ChartSource, memory: RenderMemory) => {
  let model: ChartModel | undefined;
  let isMade = false;
  return (snapshot: Snapshot) => {
    if (!isMade) [model, isMade] = [makeModel(source, memory, snapshot.files), true];
    return model;
  };
});

function makeModel(source: ChartSource, memory: RenderMemory, files: ReadonlyMap<string, SourceFile>): ChartModel | undefined {
  const chart = loadTolerantly(source, memory);
  if (!chart) return undefined;
  const instances = instancesOf(chart, source, memory);
  const templates = instances.flatMap((instance) =>
    instance.chart.templates.map(({ path, name, file }): TemplateText => ({
      path,
      name,
      instance,
      parsed: memory.parses.get(file.text),
    })),
  );
  return {
    folder: source.folder,
    source,
    instances,
    templates,
    definitions: definitionsOf(templates),
    fileAt: (path) => files.get(path) ?? packed(instances, path),
  };
}

/** A values file or a Chart.yaml that is being typed keeps nobody from looking at the rest. */
function loadTolerantly({ tree, folder }: ChartSource, { gunzip }: RenderMemory): Chart | undefined {
  const attempts = [
    () => tree,
    () => replaced(tree, /(?:^|\/)values\.yaml$/, ""),
    () => replaced(replaced(tree, /(?:^|\/)values\.yaml$/, ""), /(?:^|\/)Chart\.yaml$/, minimal),
  ];
  for (const attempt of attempts) {
    try {
      return loadChart(attempt(), folder, gunzip);
    } catch (error) {
      if (!(error instanceof ChartError)) throw error;
    }
  }
  return undefined;
}

const minimal = (path: string) =>
  `apiVersion: v2\nname: ${JSON.stringify(basename(path.slice(0, -"/Chart.yaml".length)))}\nversion: 0.0.0\n`;

function replaced(tree: FileTree, which: RegExp, by: string | ((path: string) => string)): FileTree {
  return new FileTree(
    [...tree.files].map(([path, file]): [string, TreeFile] => [
      path,
      which.test(path) ? fileOfText(typeof by === "string" ? by : by(path)) : file,
    ]),
  );
}

/** Charts in charts in charts. */
const DEEPEST = 10;

function instancesOf(root: Chart, source: ChartSource, { gunzip }: RenderMemory): readonly ChartInstance[] {
  const found: ChartInstance[] = [];
  const collect = (chart: Chart, name: string, path: readonly string[]): void => {
    found.push({ chart, name, path });
    if (path.length >= DEEPEST) return;
    const missing = path.length === 0 ? missingDependencies(chart) : [];
    const others = missing.flatMap((one) => neighbourFinder(source.neighbours(), source.folder, gunzip)(one) ?? []);
    const inner = [...chart.dependencies, ...others];
    const wanted = chart.metadata.dependencies ?? [];
    for (const child of inner) {
      const names = wanted.filter((one) => one.name === child.metadata.name).map((one) => one.alias || one.name);
      for (const own of names.length > 0 ? names : [child.metadata.name]) collect(child, own, [...path, own]);
    }
  };
  collect(root, root.metadata.name, []);
  return found;
}

function definitionsOf(templates: readonly TemplateText[]): ReadonlyMap<string, readonly DefinitionPlace[]> {
  const found = new Map<string, DefinitionPlace[]>();
  const seen = new Set<string>();
  for (const text of templates) {
    if (seen.has(text.path)) continue;
    seen.add(text.path);
    for (const { name, start, end, root } of text.parsed.definitions) {
      const places = found.get(name) ?? [];
      found.set(name, [...places, { text, name, start, end, isEmpty: isEmptyList(root) }]);
    }
  }
  return found;
}

/** Files in archives and of neighbours, read once. */
function packed(instances: readonly ChartInstance[], path: string): SourceFile | undefined {
  for (const { chart } of instances) {
    const own = [...chart.templates, ...chart.files, ...(chart.schema ? [chart.schema] : [])].find((file) => file.path === path);
    if (own) return sourceOf(own);
  }
  return undefined;
}

const sourceOf: (file: ChartFile) => SourceFile = memo(({ path, file }) => readFile(path, file.text));
