// A chart as it takes part in a release: subcharts switched on or off, renamed, their values imported.

import { Dict, List, literal } from "../template/value.ts";
import type { Traced } from "../template/value.ts";
import type { Chart } from "./chart.ts";
import { coalesceTables, coalesceValues, copyOf } from "./coalesce.ts";
import { isMap } from "./merge-maps.ts";
import type { Dependency } from "./metadata.ts";
import { isCompatible } from "./version.ts";

export interface ActiveChart {
  readonly chart: Chart;
  /** Its alias where it has one. */
  readonly name: string;
  /** Its defaults, with what it imports from its subcharts. */
  readonly values: Traced<Dict>;
  /** The subcharts that are switched on. */
  readonly dependencies: readonly ActiveChart[];
  /** Those of its requirements that are switched on, by alias; undefined where the chart names none at all. */
  readonly requirements: readonly Dependency[] | undefined;
}

/** The chart with those subcharts that `values` switch on. Throws a ChartError where values and subcharts do not fit. */
export function activate(chart: Chart, values: Traced<Dict>): ActiveChart {
  return importValues(selectDependencies(asLoaded(chart), values, ""));
}

function asLoaded(chart: Chart): ActiveChart {
  return {
    chart,
    name: chart.metadata.name,
    values: chart.values,
    dependencies: chart.dependencies.map(asLoaded),
    requirements: chart.metadata.dependencies,
  };
}

/** `path` leads from the root's values to this chart's, with a dot at its end. */
function selectDependencies(chart: ActiveChart, values: Traced<Dict>, path: string): ActiveChart {
  const { requirements } = chart;
  if (!requirements) return chart;
  const unnamed = chart.dependencies.filter((one) => !requirements.some((wanted) => fits(one, wanted)));
  const named = requirements.flatMap((wanted) => {
    const found = chart.dependencies.find((one) => fits(one, wanted));
    return found ? [{ ...found, name: wanted.alias || found.name }] : [];
  });
  const all = { ...chart, dependencies: [...unnamed, ...named] };
  const renamed = requirements.map((wanted) => ({ ...wanted, name: wanted.alias || wanted.name }));
  const merged = coalesceValues(all, values);
  const enabled = renamed
    .filter((wanted) => isEnabled(wanted, merged.value, path))
    .map((wanted) => ({ ...wanted, enabled: true }));
  const off = new Set(renamed.filter(({ name }) => !enabled.some((one) => one.name === name)).map(({ name }) => name));
  const dependencies = all.dependencies
    .filter(({ name }) => !off.has(name))
    .map((one) => selectDependencies(one, merged, `${path}${one.name}.`));
  return { ...chart, dependencies, requirements: enabled.length > 0 ? enabled : undefined };
}

function fits({ name, chart }: ActiveChart, wanted: Dependency): boolean {
  return name === wanted.name && isCompatible(wanted.version, chart.metadata.version);
}

/** A condition that leads to a boolean decides; else any tag that is on; else none that is off. */
function isEnabled({ condition, tags }: Dependency, values: Dict, path: string): boolean {
  for (const one of condition.trim().split(",")) {
    const value = one === "" ? undefined : valueAt(values, `${path}${one}`.split("."));
    if (typeof value === "boolean") return value;
  }
  const switches = values.entries.get("tags");
  if (!switches || !isMap(switches)) return true;
  const found = tags.map((tag) => switches.value.entries.get(tag)?.value);
  return found.includes(true) || !found.includes(false);
}

function valueAt(values: Dict, path: readonly string[]): unknown {
  let at: Traced | undefined = literal(values);
  for (const step of path) at = at && isMap(at) ? at.value.entries.get(step) : undefined;
  return at?.value;
}

function tableAt(values: Dict, path: string): Traced<Dict> | undefined {
  let at: Traced = literal(values);
  for (const step of path.split(".")) {
    const next: Traced | undefined = isMap(at) ? at.value.entries.get(step) : undefined;
    if (!next) return undefined;
    at = next;
  }
  return isMap(at) ? at : undefined;
}

/** Subcharts first, so that what they import can be imported again. */
function importValues(chart: ActiveChart): ActiveChart {
  const inner = { ...chart, dependencies: chart.dependencies.map(importValues) };
  const { requirements } = inner;
  if (!requirements) return inner;
  const merged = coalesceValues(inner, literal(new Dict(new Map())), true);
  const imported = new Dict(new Map());
  const renamed = requirements.map((wanted) => ({
    ...wanted,
    importValues: wanted.importValues.flatMap((one) => importOne(one, wanted.name, merged.value, imported) ?? []),
  }));
  const values = copyOf(merged);
  coalesceTables(values.value, imported, true);
  return { ...inner, values, requirements: renamed };
}

/** Adds one entry of `import-values` to `imported`; gives the entry as `.Chart.Dependencies` shows it. */
function importOne(entry: Traced, name: string, values: Dict, imported: Dict): Traced | undefined {
  const pair = pairOf(entry);
  if (!pair) return undefined;
  const table = tableAt(values, `${name}.${pair.child}`);
  if (table) coalesceTables(imported, pair.parent === "." ? table.value : nested(pair.parent.split("."), table), true);
  const { child, parent } = pair;
  return {
    value: new Dict(
      new Map([
        ["child", literal(child)],
        ["parent", literal(parent)],
      ]),
      "string",
    ),
    trace: entry.trace,
  };
}

function pairOf({ value }: Traced): { readonly child: string; readonly parent: string } | undefined {
  if (typeof value === "string") return { child: `exports.${value}`, parent: "." };
  if (!(value instanceof Dict)) return undefined;
  const text = (key: string) => String(value.entries.get(key)?.value ?? "<nil>");
  return { child: text("child"), parent: text("parent") };
}

function nested(path: readonly string[], table: Traced<Dict>): Dict {
  const [first = "", ...rest] = path;
  const inner: Traced = rest.length === 0 ? table : { value: nested(rest, table), trace: table.trace };
  return new Dict(new Map([[first, inner]]));
}

/** `.Chart`: Go's fields by name. */
export function chartObject({ chart, name, requirements }: ActiveChart, isRoot: boolean): Dict {
  const fields = new Map(chart.metadata.fields);
  const written = fields.get("Name");
  fields.set("Name", { value: name, trace: written?.trace ?? literal(name).trace });
  fields.set("Dependencies", literal(new List((requirements ?? []).map(dependencyObject))));
  fields.set("IsRoot", literal(isRoot));
  return new Dict(fields);
}

function dependencyObject({ place, importValues: imports, tags, ...rest }: Dependency): Traced<Dict> {
  const trace = { origins: [place] };
  const entries: readonly (readonly [string, Traced])[] = [
    ["Name", { value: rest.name, trace }],
    ["Version", { value: rest.version, trace }],
    ["Repository", { value: rest.repository, trace }],
    ["Condition", { value: rest.condition, trace }],
    ["Tags", { value: new List(tags.map((tag) => ({ value: tag, trace }))), trace }],
    ["Enabled", { value: rest.enabled, trace }],
    ["ImportValues", { value: new List([...imports]), trace }],
    ["Alias", { value: rest.alias, trace }],
  ];
  return { value: new Dict(new Map(entries)), trace };
}
