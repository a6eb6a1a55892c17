// Charts of a snapshot: what they are made of, and what each of their values sets renders.

import { FileTree, fileOfBytes, fileOfText } from "../base/file-tree.ts";
import type { TreeFile } from "../base/file-tree.ts";
import { memo, memo2 } from "../base/memo.ts";
import type { Gunzip, Chart } from "../helm/chart.ts";
import { loadChart } from "../helm/chart.ts";
import { defaultKubeVersion, parseKubeVersion } from "../helm/capabilities.ts";
import type { Dependency } from "../helm/metadata.ts";
import { ChartError } from "../helm/metadata.ts";
import { neighbourFinder } from "../helm/neighbours.ts";
import { renderChart } from "../helm/render.ts";
import type { ChartRender, TemplateRender } from "../helm/render.ts";
import { mergeValues, ValuesError } from "../helm/values.ts";
import { factsOf } from "../kube/facts.ts";
import type { Traced } from "../template/value.ts";
import type { Dict } from "../template/value.ts";
import type { ParseCache } from "../template/templates.ts";
import { readFile, type Part, type SourceFile } from "./file.ts";
import { createUnit, type Unit } from "./unit.ts";
import type { ValuesSet } from "./values-sets.ts";

/** What a chart's renders are made of; the same object while none of its files, values sets and minors changed. */
export interface ChartSource {
  readonly folder: string;
  /** The chart's own files, by absolute path. */
  readonly tree: FileTree;
  /** All files of it have been read: without, it is not rendered. */
  readonly isWhole: boolean;
  readonly sets: readonly ValuesSet[];
  /** Values sets that are not analysed since there are too many. */
  readonly left: number;
  /** The text of values files, also of those outside of the chart; absent ones are missing. */
  readonly values: ReadonlyMap<string, SourceFile>;
  /** `1.34`; undefined: Helm's own default. */
  readonly kubernetes: string | undefined;
  /** Charts of the same root, for dependencies without a copy. */
  readonly neighbours: () => FileTree;
  /** There are such dependencies. */
  readonly needsNeighbours: boolean;
}

/** A chart rendered with one values set. */
export interface RenderedSet {
  readonly set: ValuesSet;
  /** Undefined where the chart could not be loaded, or its values not be read. */
  readonly chart: Chart | undefined;
  readonly render: ChartRender | undefined;
  /** What templates printed, by the order of their names, and the files of `crds/`. */
  readonly files: readonly RenderedFile[];
  readonly unit: Unit;
  /** Why it could not be rendered. */
  readonly problem: SetProblem | undefined;
}

export interface SetProblem {
  /** Helm's text. */
  readonly message: string;
  /** Where the fault is, as far as one file has it. */
  readonly path: string | undefined;
  readonly offset: number;
}

/** The documents of one template. */
export interface RenderedFile {
  /** The template's name as Helm has it; of `crds/` the file's path. */
  readonly name: string;
  /** The template's file. */
  readonly path: string;
  /** Undefined for `crds/`, which are no templates. */
  readonly template: TemplateRender | undefined;
  readonly parts: readonly Part[];
}

/** What is remembered from one render of a chart to the next; no answer depends on it. */
export interface RenderMemory {
  readonly gunzip: Gunzip;
  readonly parses: ParseCache;
  readonly last: Map<string, LastRender>;
}

interface LastRender {
  readonly chart: Chart;
  readonly inputs: readonly (SourceFile | undefined)[];
  readonly values: Traced<Dict>;
  readonly rendered: RenderedSet;
}

/** What `helm template` calls a release that nobody names; findings are the same for every name. */
export const RELEASE = "release-name";

/** The set rendered; yields every few milliseconds. */
export function* renderSet(source: ChartSource, set: ValuesSet, memory: RenderMemory): Generator<void, RenderedSet> {
  const key = `${source.folder}\0${set.name}`;
  const before = memory.last.get(key);
  const inputs = set.files.map((path) => source.values.get(path));
  try {
    const chart = loadedChart(source, memory.gunzip);
    const isSame = before && before.inputs.length === inputs.length && before.inputs.every((file, i) => file === inputs[i]);
    const values = isSame ? before.values : valuesOf(set, source);
    const kube = source.kubernetes === undefined ? defaultKubeVersion : parseKubeVersion(`v${source.kubernetes}.0`);
    if (typeof kube === "string") throw new ValuesError(kube);
    const release = { name: RELEASE, namespace: "default", isUpgrade: false, kubeVersion: kube, apiVersions: [] };
    const options = { release, mode: "tolerant", parses: memory.parses, findChart: finder(source, memory) } as const;
    const render = yield* renderChart(chart, values, options, before?.rendered.render);
    const rendered = documentsOf(source, set, chart, render, before?.rendered ?? siblingOf(source, memory));
    memory.last.set(key, { chart, inputs, values, rendered });
    return rendered;
  } catch (error) {
    if (!(error instanceof ChartError || error instanceof ValuesError)) throw error;
    const problem = { message: error.message, path: error.file, offset: error.offset };
    return { set, chart: undefined, render: undefined, files: [], unit: createUnit([], false), problem };
  }
}

/** Read once for all its sets. One that cannot be loaded throws each time. */
const loadedChart: (source: ChartSource, gunzip: Gunzip) => Chart = memo2(({ tree, folder }, gunzip) =>
  loadChart(tree, folder, gunzip),
);

/** The first render of a set finds most of its documents in that of another one. */
function siblingOf({ folder, sets }: ChartSource, { last }: RenderMemory): RenderedSet | undefined {
  for (const { name } of sets) {
    const known = last.get(`${folder}\0${name}`);
    if (known) return known.rendered;
  }
  return undefined;
}

function valuesOf({ files, assignments }: ValuesSet, { values }: ChartSource): Traced<Dict> {
  return mergeValues({
    ...assignments,
    ...(assignments && { readFile: (path) => assignments.texts.get(path) ?? "" }),
    files: files.map((path) => {
      const file = values.get(path);
      if (!file) throw new ValuesError(`open ${path}: no such file or directory`, path);
      return { path, text: file.text };
    }),
  });
}

function finder(source: ChartSource, { gunzip }: RenderMemory): (dependency: Dependency) => Chart | undefined {
  return (dependency) => neighbourFinder(source.neighbours(), source.folder, gunzip)(dependency);
}

function documentsOf(
  { folder, tree, isWhole }: ChartSource,
  set: ValuesSet,
  chart: Chart,
  render: ChartRender,
  before: RenderedSet | undefined,
): RenderedSet {
  const old = new Map(before?.files.map((file) => [file.name, file]));
  const files: RenderedFile[] = [];
  for (const [name, template] of render.templates) {
    if (name.endsWith("NOTES.txt")) continue;
    const known = old.get(name);
    const path = template.template.file.path;
    files.push(known?.template === template ? known : { name, path, template, parts: partsOf(path, template.text.value, known) });
  }
  for (const [path, file] of tree.files) {
    if (!path.startsWith(`${folder}/crds/`) || !/\.(?:ya?ml|json)$/.test(path)) continue;
    files.push({ name: path, path, template: undefined, parts: partsOf(path, file.text, old.get(path)) });
  }
  const resources = files.flatMap(({ parts }) => parts.flatMap(({ document }) => factsOf(document).resources));
  // What a schema says elsewhere, or has against the values, hides no object.
  const isComplete = isWhole && render.missing.length === 0 && render.problems.every(({ values }) => values);
  return { set, chart, render, files, unit: createUnit(resources, isComplete, before?.unit), problem: undefined };
}

/** Documents are those of the last render, where their text is. */
function partsOf(path: string, text: string, known: RenderedFile | undefined): readonly Part[] {
  if (known && textOf(known) === text) return known.parts;
  return readFile(path, text, known && { path, text: textOf(known), parts: known.parts }).parts;
}

function textOf({ parts }: RenderedFile): string {
  return parts.map(({ document }) => document.text).join("");
}

/** A file of a snapshot as charts want it: one object for one text. */
export const treeFileOf: (file: SourceFile) => TreeFile = memo((file) => fileOfText(file.text));

export const treeFileOfBytes: (bytes: Uint8Array) => TreeFile = memo((bytes) => fileOfBytes(bytes));
