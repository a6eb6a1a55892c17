// What a template finds at its top: `.Values`, `.Chart`, `.Release` and their like.

import { Dict, Int, literal } from "../template/value.ts";
import type { Traced } from "../template/value.ts";
import { chartObject } from "./active-chart.ts";
import type { ActiveChart } from "./active-chart.ts";
import { capabilities } from "./capabilities.ts";
import type { KubeVersion } from "./capabilities.ts";
import type { ChartFile } from "./chart.ts";
import { filesObject } from "./files-object.ts";
import { isMap } from "./merge-maps.ts";
import { asValues } from "./values-type.ts";

export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly isUpgrade: boolean;
  readonly kubeVersion: KubeVersion;
  /** Beside those that Helm knows. */
  readonly apiVersions: readonly string[];
}

/** A template of a chart or one of its subcharts, with what it is rendered with. */
export interface ScopedTemplate {
  /** `parent/charts/child/templates/x.yaml`. */
  readonly name: string;
  readonly file: ChartFile;
  readonly chart: ActiveChart;
  /** Makes the template's dot; of one chart's templates always the same map, as in Helm. */
  readonly enter: () => Traced<Dict>;
}

/** All templates by name. `values` are the root chart's, as its templates may change them. */
export function scopedTemplates(chart: ActiveChart, values: Traced<Dict>, release: Release): ReadonlyMap<string, ScopedTemplate> {
  const shared: Shared = {
    release: literal(releaseObject(release)),
    capabilities: capabilities(release.kubeVersion, release.apiVersions),
    found: new Map(),
  };
  collect(chart, values, chart.name, true, shared);
  return shared.found;
}

interface Shared {
  readonly release: Traced;
  readonly capabilities: Traced;
  readonly found: Map<string, ScopedTemplate>;
}

function collect(chart: ActiveChart, values: Traced<Dict>, path: string, isRoot: boolean, shared: Shared): Traced<Dict> {
  const subcharts = new Map<string, Traced>();
  const top = asValues(
    new Map<string, Traced>([
      ["Chart", literal(chartObject(chart, isRoot))],
      ["Files", literal(filesObject(chart.chart.files))],
      ["Release", shared.release],
      ["Capabilities", shared.capabilities],
      ["Values", { value: asValues(values.value.entries), trace: values.trace }],
      ["Subcharts", literal(new Dict(subcharts))],
    ]),
  );
  for (const child of chart.dependencies) {
    const own = values.value.entries.get(child.name);
    const given = own && isMap(own) ? own : literal(new Dict(new Map()));
    const inner = collect(child, given, `${path}/charts/${child.name}`, false, shared);
    subcharts.set(child.name, { value: new Dict(inner.value.entries), trace: inner.trace });
  }
  const isLibrary = chart.chart.metadata.type.toLowerCase() === "library";
  for (const file of chart.chart.templates) {
    // A library gives its definitions only.
    if (isLibrary && !file.name.slice(file.name.lastIndexOf("/") + 1).startsWith("_")) continue;
    const name = `${path}/${file.name}`;
    const itself = literal(
      asValues(
        new Map([
          ["Name", literal(name)],
          ["BasePath", literal(`${path}/templates`)],
        ]),
      ),
    );
    const enter = () => {
      top.entries.set("Template", itself);
      return literal(top);
    };
    shared.found.set(name, { name, file, chart, enter });
  }
  return literal(top);
}

function releaseObject({ name, namespace, isUpgrade }: Release): Dict {
  return new Dict(
    new Map<string, Traced>([
      ["Name", literal(name)],
      ["Namespace", literal(namespace)],
      ["IsUpgrade", literal(isUpgrade)],
      ["IsInstall", literal(!isUpgrade)],
      ["Revision", literal(new Int(1n))],
      ["Service", literal("Helm")],
    ]),
  );
}
