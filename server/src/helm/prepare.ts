// Gets a chart ready to be rendered: Helm's checks, the subcharts that take part, the values merged.

import type { Origin } from "../base/origin.ts";
import type { Dict, Traced } from "../template/value.ts";
import { activate } from "./active-chart.ts";
import type { ActiveChart } from "./active-chart.ts";
import type { Chart } from "./chart.ts";
import { coalesceValues } from "./coalesce.ts";
import { graft } from "./graft.ts";
import { ChartError } from "./metadata.ts";
import type { Dependency } from "./metadata.ts";
import type { ChartRenderOptions, RenderProblem } from "./render.ts";
import { hasSameGround, onNewGround } from "./same-chart.ts";

/** What a chart and a user's values come to before any template is rendered. */
export interface Prepared {
  readonly chart: Chart;
  readonly values: Traced<Dict>;
  readonly active: ActiveChart;
  /** What the root chart's templates see. */
  readonly merged: Traced<Dict>;
  /** See Grafted: since what was prepared before. */
  readonly changed: ReadonlySet<Origin>;
}

/** `chart` has the charts that were found for it. `before`: the same of an earlier reading of the chart, or of other values. */
export function prepare(
  chart: Chart,
  values: Traced<Dict>,
  { release, mode }: ChartRenderOptions,
  before: Prepared | undefined,
): Prepared | RenderProblem {
  const { type } = chart.metadata;
  if (type !== "" && type !== "application") return refused(`${type} charts are not installable`);
  const missing = missingDependencies(chart).map(({ name }) => name);
  if (missing.length > 0 && mode === "strict")
    return refused(`${DEPENDENCY_HINT} found in Chart.yaml, but missing in charts/ directory: ${missing.join(", ")}`);
  const badName = releaseNameProblem(release.name);
  if (badName !== undefined)
    return refused(`release name check failed: release name ${JSON.stringify(release.name)}: ${badName}`);
  if (before && before.values === values && hasSameGround(before.chart, chart))
    return { ...before, chart, active: onNewGround(before.active, before.chart, chart), changed: new Set() };
  return merge(chart, values, before);
}

function merge(chart: Chart, values: Traced<Dict>, before: Prepared | undefined): Prepared | RenderProblem {
  let active: ActiveChart;
  try {
    active = activate(chart, values);
  } catch (error) {
    if (error instanceof ChartError) return refused(`chart dependencies processing failed: ${error.message}`);
    throw error;
  }
  try {
    const fresh = coalesceValues(active, values);
    if (!before) return { chart, values, active, merged: fresh, changed: new Set() };
    const { values: merged, changed } = graft(before.merged, fresh);
    return { chart, values, active, merged, changed };
  } catch (error) {
    if (error instanceof ChartError) return refused(error.message);
    throw error;
  }
}

function refused(text: string): RenderProblem {
  return { text, hasRelease: false };
}

const DEPENDENCY_HINT =
  "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies:";

/** Those without a copy in `charts/`. */
export function missingDependencies({ metadata, dependencies }: Chart): readonly Dependency[] {
  return (metadata.dependencies ?? []).filter(({ name }) => !dependencies.some((one) => one.metadata.name === name));
}

function releaseNameProblem(name: string): string | undefined {
  if (name === "") return "no name provided";
  if (name.length <= 53 && NAME.test(name)) return undefined;
  return `invalid release name, must match regex ${NAME.source} and the length must not be longer than 53`;
}

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
