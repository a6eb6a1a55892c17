// What the templates of a chart and its subcharts may read of the values, whatever the values are.

import type { TreeFile } from "../base/file-tree.ts";
import { memo } from "../base/memo.ts";
import type { Chart, ChartFile } from "../helm/chart.ts";
import type { Dependency } from "../helm/metadata.ts";
import type { ListNode } from "../template/node.ts";
import type { ParseCache } from "../template/templates.ts";
import { Dict, type Traced } from "../template/value.ts";
import { flowOf, mapOf, type Flow } from "./values-flow.ts";
import { ReadTree } from "./values-tree.ts";
import { follow, type Walk } from "./values-walk.ts";

/** So many templates are followed, each for what it is given. */
const FUEL = 10_000;

/**
 * The reads of a chart; `texts` are values that hold actions. Remembered by what they are made of. Undefined where a template
 * cannot be read to its end, so that nobody knows what it asks for.
 */
export function readsOf(chart: Chart, texts: readonly string[], parses: ParseCache): ReadTree | undefined {
  const inputs = [...inputsOf(chart)];
  const key = JSON.stringify([texts, namesOf(chart)]);
  const known = latest(parses);
  const last = known.get(chart.path);
  if (last && last.key === key && last.inputs.length === inputs.length && last.inputs.every((one, i) => one === inputs[i]))
    return last.reads;
  const reads = makeReads(chart, texts, parses);
  known.set(chart.path, { inputs, key, reads });
  return reads;
}

interface Known {
  readonly inputs: readonly TreeFile[];
  readonly key: string;
  readonly reads: ReadTree | undefined;
}

const latest = memo((_parses: ParseCache) => new Map<string, Known>());

function* inputsOf({ templates, files, dependencies }: Chart): Generator<TreeFile> {
  for (const { file } of templates) yield file;
  for (const { file } of files) yield file;
  for (const inner of dependencies) yield* inputsOf(inner);
}

/** How charts are called and switched on. */
function namesOf({ metadata, dependencies }: Chart): unknown {
  const wanted = metadata.dependencies?.map(({ name, alias, condition, importValues }) => [
    name,
    alias,
    condition,
    importValues.map(importedFrom),
  ]);
  return [metadata.name, wanted, dependencies.map(namesOf)];
}

/** A chart under the name that its values have. */
interface Instance {
  readonly chart: Chart;
  readonly context: Flow;
}

function makeReads(chart: Chart, texts: readonly string[], parses: ParseCache): ReadTree | undefined {
  const root = new ReadTree({ next: 0 });
  const instances: Instance[] = [];
  collect(chart, root, root.child("global"), instances);
  root.child("tags").readWhole();
  const definitions = new Map<string, ListNode[]>();
  const owners = new Map<string, Instance>();
  for (const instance of instances)
    for (const { file } of instance.chart.templates) {
      const parsed = parses.get(file.text);
      if (parsed.problems.length > 0) return undefined;
      for (const { name, root: body } of parsed.definitions) {
        const known = definitions.get(name);
        if (!known?.includes(body)) definitions.set(name, [...(known ?? []), body]);
        if (!owners.has(name)) owners.set(name, instance);
      }
    }
  const parse = (text: string) => parses.get(text);
  const walk: Walk = {
    definitions,
    parse,
    done: new Set(),
    called: new Set(),
    numbers: new Map(),
    contexts: new Map(),
    fuel: FUEL,
  };
  for (const { chart: own, context } of instances)
    for (const { file } of own.templates) follow(walk, parses.get(file.text).root, context);
  // Somebody else may call it: the chart that this one is a part of.
  for (const [name, instance] of owners)
    if (!walk.called.has(name)) for (const body of definitions.get(name)!) follow(walk, body, instance.context);
  const made = [...texts, ...instances.flatMap((one) => one.chart.files.flatMap(templateIn))];
  for (const text of made) for (const context of walk.contexts.values()) follow(walk, parses.get(text).root, context);
  if (walk.fuel <= 0) root.readWhole();
  return root;
}

/** A file that a template may hand to `tpl`. */
function templateIn({ file }: ChartFile): readonly string[] {
  return holdsReads(file) ? [file.text] : [];
}

const holdsReads = memo(({ text }: TreeFile): boolean => text.includes("{{") && /\bValues\b/.test(text));

function collect(chart: Chart, place: ReadTree, global: ReadTree, instances: Instance[]): Flow {
  place.share("global", global);
  const wanted = chart.metadata.dependencies ?? [];
  const subcharts = new Map<string, Flow>();
  const add = (inner: Chart, name: string) => {
    subcharts.set(name, collect(inner, place.child(name), global, instances));
  };
  for (const dependency of wanted) {
    const name = dependency.alias || dependency.name;
    for (const condition of dependency.condition.trim().split(","))
      if (condition !== "") condition.split(".").reduce((at: ReadTree, step) => at.child(step), place);
    const found = chart.dependencies.filter((inner) => inner.metadata.name === dependency.name);
    if (found.length === 0) place.child(name).readWhole();
    for (const inner of found) add(inner, name);
    importsOf(dependency, place.child(name));
  }
  for (const inner of chart.dependencies)
    if (!wanted.some(({ name }) => name === inner.metadata.name)) add(inner, inner.metadata.name);
  const context = mapOf(
    new Map([
      ["Values", flowOf(place)],
      ["Subcharts", mapOf(subcharts)],
    ]),
  );
  instances.push({ chart, context });
  return context;
}

/** What the parent takes over of a subchart's values. */
function importsOf({ importValues }: Dependency, place: ReadTree): void {
  for (const one of importValues) {
    const from = importedFrom(one);
    if (from !== "")
      from
        .split(".")
        .reduce((at: ReadTree, step) => at.child(step), place)
        .readWhole();
  }
}

function importedFrom({ value }: Traced): string {
  if (typeof value === "string") return `exports.${value}`;
  return value instanceof Dict ? String(value.entries.get("child")?.value ?? "") : "";
}
