// What a chart's parts are called, and where they lie: templates by name, subcharts by their place in the values.

import { memo } from "../base/memo.ts";
import type { ActiveChart } from "../helm/active-chart.ts";
import type { ChartFile } from "../helm/chart.ts";

export interface ChartMap {
  /** The file of a template, partials included, by Helm's name for it. */
  template(name: string): ChartFile | undefined;
  /** The keys that lead from the root's values to those of the chart that a template belongs to. */
  valuesPath(template: string): readonly string[];
  /** The same for a values file. A chart that is there under several names has several. */
  ownersOf(valuesFile: string): readonly (readonly string[])[];
}

export const chartMapOf: (chart: ActiveChart) => ChartMap = memo((root) => {
  const templates = new Map<string, ChartFile>();
  const paths = new Map<string, readonly string[]>();
  const owners = new Map<string, (readonly string[])[]>();
  const collect = ({ chart, name, dependencies }: ActiveChart, prefix: string, path: readonly string[]): void => {
    const own = `${prefix}${name}`;
    paths.set(own, path);
    for (const file of chart.templates) templates.set(`${own}/${file.name}`, file);
    const values = chart.path.endsWith("!")
      ? `${chart.path}/values.yaml`
      : chart.path === ""
        ? "values.yaml"
        : `${chart.path}/values.yaml`;
    owners.set(values, [...(owners.get(values) ?? []), path]);
    for (const child of dependencies) collect(child, `${own}/charts/`, [...path, child.name]);
  };
  collect(root, "", []);
  return {
    template: (name) => templates.get(name),
    valuesPath: (template) => {
      const folder = /^(.*?)\/templates\//.exec(template)?.[1];
      // A subchart may have a folder `templates` in its path's name only below `charts/`, so the first one is the chart's own.
      return (folder !== undefined && paths.get(folder)) || [];
    },
    ownersOf: (file) => owners.get(file) ?? [],
  };
});
