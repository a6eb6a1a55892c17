// What a template finds at its top: `.Values`, `.Chart`, `.Release` and their like.

import { Dict, Int, literal } from "../template/value.ts";
import type { Traced } from "../template/value.ts";
import { chartObject } from "./active-chart.ts";
import type { ActiveChart } from "./active-chart.ts";
import { capabilities } from "./capabilities.ts";
import type { KubeVersion } from "./capabilities.ts";
import type { ChartFile } from "./chart.ts";
import { copyOf } from "./coalesce.ts";
import { filesObject } from "./files-object.ts";
import { isMap } from "./merge-maps.ts";
import { areSameFiles } from "./same-chart.ts";
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
  /** `parent/charts/child`. */
  readonly scope: string;
  /** Makes the template's dot; of one chart's templates always the same map, as in Helm. */
  readonly enter: () => Traced<Dict>;
}

/** All that the templates of one render see. Nothing of it is shared with another world but values, as they were given, and files. */
export interface World {
  /** By name. */
  readonly templates: ReadonlyMap<string, ScopedTemplate>;
  /** By chart: `parent/charts/child`. */
  readonly scopes: ReadonlyMap<string, Scope>;
}

export interface Scope {
  /** What `.` is in the chart's templates. */
  readonly top: Traced<Dict>;
  readonly chart: ActiveChart;
  /** `.Files`; its trace is its own. */
  readonly files: Traced;
}

/** `values` are the root chart's, as its templates may change them. `before`: where `.Files` is taken from if it is the same. */
export function worldOf(chart: ActiveChart, values: Traced<Dict>, release: Release, before?: World): World {
  const shared: Shared = {
    release: literal(releaseObject(release)),
    capabilities: capabilities(release.kubeVersion, release.apiVersions),
    templates: new Map(),
    scopes: new Map(),
    before,
  };
  collect(chart, values, chart.name, true, shared);
  const { templates, scopes } = shared;
  return { templates, scopes };
}

interface Shared {
  readonly release: Traced;
  readonly capabilities: Traced;
  readonly templates: Map<string, ScopedTemplate>;
  readonly scopes: Map<string, Scope>;
  readonly before: World | undefined;
}

function collect(chart: ActiveChart, values: Traced<Dict>, path: string, isRoot: boolean, shared: Shared): Traced<Dict> {
  const subcharts = new Map<string, Traced>();
  const files = filesOf(chart, shared.before?.scopes.get(path));
  const top = asValues(
    new Map<string, Traced>([
      // A template may change it, too.
      ["Chart", copyOf(literal(chartObject(chart, isRoot)))],
      ["Files", files],
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
  const dot = literal(top);
  shared.scopes.set(path, { top: dot, chart, files });
  const isLibrary = chart.chart.metadata.type.toLowerCase() === "library";
  for (const file of chart.chart.templates) {
    // A library gives its definitions only.
    if (isLibrary && !file.name.slice(file.name.lastIndexOf("/") + 1).startsWith("_")) continue;
    const name = `${path}/${file.name}`;
    const enter = () => {
      top.entries.set("Template", literal(templateObject(name, path)));
      return dot;
    };
    shared.templates.set(name, { name, file, chart, scope: path, enter });
  }
  return dot;
}

function filesOf({ chart }: ActiveChart, before: Scope | undefined): Traced {
  if (before && areSameFiles(before.chart.chart.files, chart.files)) return before.files;
  return { value: filesObject(chart.files), trace: { origins: [] } };
}

function templateObject(name: string, path: string): Dict {
  return asValues(
    new Map([
      ["Name", literal(name)],
      ["BasePath", literal(`${path}/templates`)],
    ]),
  );
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
