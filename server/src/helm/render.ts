// Renders a chart: every template of it and its subcharts, and what they make a release of.

import type { TemplateError } from "../template/error.ts";
import { callable, drain } from "../template/render.ts";
import type { RenderOptions, RenderResult } from "../template/render.ts";
import { ParseCache } from "../template/templates.ts";
import type { Dict, Traced } from "../template/value.ts";
import type { ActiveChart } from "./active-chart.ts";
import type { Chart } from "./chart.ts";
import { helmFunctions } from "./functions.ts";
import { sortManifests } from "./manifest.ts";
import type { RenderedFile, SortedManifests } from "./manifest.ts";
import type { Dependency } from "./metadata.ts";
import { missingDependencies, prepare } from "./prepare.ts";
import type { Prepared } from "./prepare.ts";
import type { Release, ScopedTemplate } from "./release-objects.ts";
import { renderTemplates } from "./render-templates.ts";
import type { Rendered } from "./render-templates.ts";
import { checkValues } from "./values-schema.ts";
import type { ValuesProblem } from "./values-schema.ts";
import { isCompatible } from "./version.ts";

export interface ChartRenderOptions {
  readonly release: Release;
  /** "strict": as Helm, the first error ends the render. "tolerant": what can be rendered is. */
  readonly mode: "strict" | "tolerant";
  readonly limits?: RenderOptions["limits"];
  /**
   * Tolerant: a chart for a dependency that has no copy in `charts/`, such as the one that lies beside it in the workspace
   * (`file://`, or by name and version). What it finds is rendered as if it were there.
   */
  readonly findChart?: (dependency: Dependency) => Chart | undefined;
  /** Where parsed templates are remembered from one render to the next; from `parseCache`. */
  readonly parses?: ParseCache;
}

export interface ChartRender {
  /** The chart with its active subcharts; undefined where values or subcharts do not fit. */
  readonly chart: ActiveChart | undefined;
  /** Dependencies without a copy in `charts/`, also those that `findChart` found. In strict mode they end the render. */
  readonly missing: readonly Dependency[];
  /** What came out of each template that is no partial, by name; in strict mode up to the error. */
  readonly templates: ReadonlyMap<string, TemplateRender>;
  /** Undefined where something went wrong before; in tolerant mode what can be read as YAML. */
  readonly sorted: SortedManifests | undefined;
  /** The chart's own NOTES.txt, rendered. */
  readonly notes: string;
  /** Strict: at most one. */
  readonly problems: readonly RenderProblem[];
  /** What a later render takes over. */
  readonly basis: Basis | undefined;
}

interface Basis {
  readonly options: ChartRenderOptions;
  readonly prepared: Prepared;
  readonly rendered: Rendered;
}

export interface TemplateRender {
  readonly template: ScopedTemplate;
  readonly result: RenderResult;
  /** What came out, without Go's `<no value>`; its segments tile it. */
  readonly text: Traced<string>;
  /** The same for reading manifests from it: one object for one result. */
  readonly file: RenderedFile;
  /** What it was rendered with; values that it did not read may be older than the chart's last edit. */
  readonly dot: Traced<Dict>;
  /** Whether what templates share was as it was given, and stayed so. */
  readonly isPristine: boolean;
}

/** Why a chart does not render. */
export interface RenderProblem {
  /** Helm's text, without `Error: `. */
  readonly text: string;
  /** Where a template is to blame. */
  readonly error?: TemplateError;
  /** Where a file is: of a manifest the template, and the offset in what it rendered. */
  readonly file?: string;
  readonly offset?: number;
  /** Where values do not fit a chart's schema, or the schema is at fault itself. Strict: the first of what `text` lists. */
  readonly values?: ValuesProblem;
  /** Helm had begun with a release, and so offers to show it with --debug. */
  readonly hasRelease: boolean;
}

/** Remembers parsed templates by their text. */
export function parseCache(): ParseCache {
  return new ParseCache(callable(helmFunctions()));
}

/**
 * `values`: what the user gives, from `mergeValues`. Yields every few milliseconds. `before`: a render of the same chart before an
 * edit of its files or of the values. The result is the same without it, and later there: what the edit does not reach is taken over.
 */
export function* renderChart(
  chart: Chart,
  values: Traced<Dict>,
  options: ChartRenderOptions,
  before?: ChartRender,
): Generator<void, ChartRender> {
  const basis = before?.basis;
  const missing = missingDependencies(chart);
  const nothing = { chart: undefined, missing, templates: new Map(), sorted: undefined, notes: "", basis };
  const completed = options.mode === "strict" ? chart : withFound(chart, missing, options.findChart);
  const prepared = prepare(completed, values, options, basis?.prepared);
  if ("text" in prepared) return { ...nothing, problems: [prepared] };
  const { active, merged } = prepared;
  const unmet = checkValues(active, merged, options.mode).map((one) => ({ text: one.text, values: one, hasRelease: false }));
  if (unmet.length > 0 && options.mode === "strict") return { ...nothing, chart: active, problems: unmet };
  const unsuited = kubeVersionProblem(chart, options.release);
  if (unsuited && options.mode === "strict") return { ...nothing, chart: active, problems: [unsuited] };
  const parses = options.parses ?? parseCache();
  const earlier = basis && areSameOptions(basis.options, options) ? basis.rendered : undefined;
  const rendered = yield* renderTemplates(prepared, { ...options, parses }, earlier);
  const problems = [...unmet, ...(unsuited ? [unsuited] : []), ...rendered.problems];
  const failed = problems.length > 0 && options.mode === "strict";
  const sorted = failed ? undefined : sort(rendered.templates, options.mode, problems);
  const notes = rendered.templates.get(`${active.name}/templates/NOTES.txt`)?.text.value ?? "";
  const { templates } = rendered;
  return { chart: active, missing, templates, sorted, notes, problems, basis: { options, prepared, rendered } };
}

/** All of a render at once. */
export function renderChartNow(
  chart: Chart,
  values: Traced<Dict>,
  options: ChartRenderOptions,
  before?: ChartRender,
): ChartRender {
  return drain(renderChart(chart, values, options, before));
}

function areSameOptions(a: ChartRenderOptions, b: ChartRenderOptions): boolean {
  const said = ({ mode, limits, release }: ChartRenderOptions) => JSON.stringify([mode, limits, release]);
  return said(a) === said(b);
}

function withFound(chart: Chart, missing: readonly Dependency[], find: ChartRenderOptions["findChart"]): Chart {
  const found = missing.flatMap((dependency) => find?.(dependency) ?? []);
  return found.length === 0 ? chart : { ...chart, dependencies: [...chart.dependencies, ...new Set(found)] };
}

function kubeVersionProblem({ metadata: { kubeVersion } }: Chart, release: Release): RenderProblem | undefined {
  const { version, normalized } = release.kubeVersion;
  if (kubeVersion === "" || isCompatible(kubeVersion, normalized)) return undefined;
  return {
    text: `chart requires kubeVersion: ${kubeVersion} which is incompatible with Kubernetes ${version}`,
    hasRelease: true,
  };
}

/** Adds what cannot be read to `problems`. */
function sort(
  templates: ReadonlyMap<string, TemplateRender>,
  mode: ChartRenderOptions["mode"],
  problems: RenderProblem[],
): SortedManifests | undefined {
  const files = [...templates.values()].map(({ file }) => file).filter(({ source }) => !source.endsWith("NOTES.txt"));
  const { sorted, errors } = sortManifests(files);
  for (const { message, source, offset } of mode === "strict" ? errors.slice(0, 1) : errors)
    problems.push({ text: message, file: source, offset, hasRelease: true });
  return mode === "strict" && errors.length > 0 ? undefined : sorted;
}
