// Compares a chart with an earlier reading of it, part by part.

import type { ActiveChart } from "./active-chart.ts";
import type { Chart, ChartFile } from "./chart.ts";
import { isPartial } from "./manifest.ts";
import type { Dependency } from "./metadata.ts";

/** Whether all that decides on values and on subcharts is the same: metadata and default values, also of the charts inside. */
export function hasSameGround(a: Chart, b: Chart): boolean {
  if (a === b) return true;
  return a.metadata === b.metadata && a.values === b.values && areAlike(a.dependencies, b.dependencies, hasSameGround);
}

/** The active chart as it is with another reading of a chart that has the same ground. */
export function onNewGround(active: ActiveChart, old: Chart, chart: Chart): ActiveChart {
  const charts = new Map<Chart, Chart>();
  const pair = (before: Chart, now: Chart): void => {
    charts.set(before, now);
    for (const [i, inner] of before.dependencies.entries()) pair(inner, now.dependencies[i]!);
  };
  pair(old, chart);
  const renewed = (one: ActiveChart): ActiveChart => ({
    ...one,
    chart: charts.get(one.chart) ?? one.chart,
    dependencies: one.dependencies.map(renewed),
  });
  return renewed(active);
}

/** Whether templates see the same in `.Chart` and, but for values and files, in `.Subcharts`. */
export function hasSameFace(a: ActiveChart, b: ActiveChart): boolean {
  return (
    a.name === b.name &&
    a.chart.metadata === b.chart.metadata &&
    areAlike(a.requirements ?? [], b.requirements ?? [], isSameRequirement) &&
    areAlike(a.dependencies, b.dependencies, (x, y) => hasSameFace(x, y) && areAlike(manifests(x), manifests(y), Object.is))
  );
}

export function areSameFiles(a: readonly ChartFile[], b: readonly ChartFile[]): boolean {
  return a === b || areAlike(a, b, (x, y) => x.file === y.file && x.name === y.name && x.path === y.path);
}

/** Both of one reading of the metadata: what values decide may differ. */
function isSameRequirement(a: Dependency, b: Dependency): boolean {
  return a.place === b.place && a.name === b.name && a.enabled === b.enabled && a.importValues.length === b.importValues.length;
}

/** A subchart's `.Template` is the last one that was rendered. */
function manifests({ chart }: ActiveChart): readonly string[] {
  return chart.templates.map(({ name }) => name).filter((name) => !isPartial(name));
}

function areAlike<T>(a: readonly T[], b: readonly T[], isAlike: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((one, i) => isAlike(one, b[i]!));
}
