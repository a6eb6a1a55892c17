// Renders a chart: every template of it and its subcharts, and what they make a release of.

import type { TemplateError } from "../template/error.ts";
import { callable, drain, render as renderTemplate } from "../template/render.ts";
import type { RenderOptions, RenderResult } from "../template/render.ts";
import { ParseCache, refusal, Source, Templates } from "../template/templates.ts";
import { Dict } from "../template/value.ts";
import type { Traced } from "../template/value.ts";
import { activate } from "./active-chart.ts";
import type { ActiveChart } from "./active-chart.ts";
import type { Chart } from "./chart.ts";
import { coalesceValues } from "./coalesce.ts";
import { executionErrorText, parseErrorText } from "./error-text.ts";
import { helmFunctions, ROOT_NAME } from "./functions.ts";
import { compareStrings } from "./go-json.ts";
import { withoutNoValue } from "./no-value.ts";
import { isPartial, ManifestError, sortManifests } from "./manifest.ts";
import type { SortedManifests } from "./manifest.ts";
import { ChartError } from "./metadata.ts";
import type { Dependency } from "./metadata.ts";
import { scopedTemplates } from "./release-objects.ts";
import type { Release, ScopedTemplate } from "./release-objects.ts";
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
}

export interface TemplateRender {
  readonly template: ScopedTemplate;
  readonly result: RenderResult;
  /** What came out, without Go's `<no value>`; its segments tile it. */
  readonly text: Traced<string>;
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
  /** Helm had begun with a release, and so offers to show it with --debug. */
  readonly hasRelease: boolean;
}

/** Remembers parsed templates by their text. */
export function parseCache(): ParseCache {
  return new ParseCache(callable(helmFunctions()));
}

/** `values`: what the user gives, from `mergeValues`. Yields every few milliseconds. */
export function* renderChart(chart: Chart, values: Traced<Dict>, options: ChartRenderOptions): Generator<void, ChartRender> {
  const missing = missingDependencies(chart);
  const nothing = { chart: undefined, missing, templates: new Map(), sorted: undefined, notes: "" };
  const completed = options.mode === "strict" ? chart : withFound(chart, missing, options.findChart);
  const prepared = prepare(completed, values, options);
  if ("text" in prepared) return { ...nothing, problems: [prepared] };
  const { active, merged } = prepared;
  const unsuited = kubeVersionProblem(chart, options.release);
  if (unsuited && options.mode === "strict") return { ...nothing, chart: active, problems: [unsuited] };
  const rendered = yield* renderAll(scopedTemplates(active, merged, options.release), options);
  const problems = [...(unsuited ? [unsuited] : []), ...rendered.problems];
  const failed = problems.length > 0 && options.mode === "strict";
  const sorted = failed ? undefined : sort(rendered.templates, options.mode, problems);
  const notes = rendered.templates.get(`${active.name}/templates/NOTES.txt`)?.text.value ?? "";
  return { chart: active, missing, templates: rendered.templates, sorted, notes, problems };
}

/** All of a render at once. */
export function renderChartNow(chart: Chart, values: Traced<Dict>, options: ChartRenderOptions): ChartRender {
  return drain(renderChart(chart, values, options));
}

interface Prepared {
  readonly active: ActiveChart;
  readonly merged: Traced<Dict>;
}

function prepare(chart: Chart, values: Traced<Dict>, { release, mode }: ChartRenderOptions): Prepared | RenderProblem {
  const { type } = chart.metadata;
  if (type !== "" && type !== "application") return refused(`${type} charts are not installable`);
  const missing = missingDependencies(chart).map(({ name }) => name);
  if (missing.length > 0 && mode === "strict")
    return refused(`${DEPENDENCY_HINT} found in Chart.yaml, but missing in charts/ directory: ${missing.join(", ")}`);
  const badName = releaseNameProblem(release.name);
  if (badName !== undefined)
    return refused(`release name check failed: release name ${JSON.stringify(release.name)}: ${badName}`);
  let active: ActiveChart;
  try {
    active = activate(chart, values);
  } catch (error) {
    if (error instanceof ChartError) return refused(`chart dependencies processing failed: ${error.message}`);
    throw error;
  }
  try {
    return { active, merged: coalesceValues(active, values) };
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

function missingDependencies({ metadata, dependencies }: Chart): readonly Dependency[] {
  return (metadata.dependencies ?? []).filter(({ name }) => !dependencies.some((one) => one.metadata.name === name));
}

function withFound(chart: Chart, missing: readonly Dependency[], find: ChartRenderOptions["findChart"]): Chart {
  const found = missing.flatMap((dependency) => find?.(dependency) ?? []);
  return found.length === 0 ? chart : { ...chart, dependencies: [...chart.dependencies, ...new Set(found)] };
}

function releaseNameProblem(name: string): string | undefined {
  if (name === "") return "no name provided";
  if (name.length <= 53 && NAME.test(name)) return undefined;
  return `invalid release name, must match regex ${NAME.source} and the length must not be longer than 53`;
}

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function kubeVersionProblem({ metadata: { kubeVersion } }: Chart, release: Release): RenderProblem | undefined {
  const { version, normalized } = release.kubeVersion;
  if (kubeVersion === "" || isCompatible(kubeVersion, normalized)) return undefined;
  return {
    text: `chart requires kubeVersion: ${kubeVersion} which is incompatible with Kubernetes ${version}`,
    hasRelease: true,
  };
}

interface Rendered {
  readonly templates: ReadonlyMap<string, TemplateRender>;
  readonly problems: readonly RenderProblem[];
}

function* renderAll(scoped: ReadonlyMap<string, ScopedTemplate>, options: ChartRenderOptions): Generator<void, Rendered> {
  const isStrict = options.mode === "strict";
  const parses = options.parses ?? parseCache();
  const templates = new Map<string, TemplateRender>();
  const problems: RenderProblem[] = [];
  const names = [...scoped.keys()].sort(deepestFirst);
  const sources: Source[] = [];
  for (const name of names) {
    const source = new Source(name, parses.get(textOf(scoped, name)));
    const refused = refusal(source);
    if (refused) problems.push({ text: parseErrorText(name, refused.message), error: refused, hasRelease: true });
    if (refused && isStrict) return { templates, problems };
    sources.push(source);
    yield;
  }
  const set = Templates.none.withAll(sources);
  const renderOptions = {
    functions: helmFunctions(),
    mode: options.mode,
    limits: options.limits ?? {},
    rootName: ROOT_NAME,
    parses,
  };
  for (const name of names) {
    const template = scoped.get(name);
    if (!template || isPartial(name)) continue;
    const result = yield* renderTemplate(set, name, template.enter(), renderOptions);
    for (const error of result.failures) problems.push({ text: executionErrorText(name, error), error, hasRelease: true });
    if (result.failures.length > 0 && isStrict) return { templates, problems };
    templates.set(name, { template, result, text: withoutNoValue(textOfResult(result)) });
  }
  return { templates, problems };
}

function textOfResult({ text, segments }: RenderResult): Traced<string> {
  return { value: text, trace: { origins: [], segments } };
}

function textOf(scoped: ReadonlyMap<string, ScopedTemplate>, name: string): string {
  return scoped.get(name)?.file.file.text ?? "";
}

/** A chart's definitions come after its subcharts', and so replace them. */
function deepestFirst(a: string, b: string): number {
  return depthOf(b) - depthOf(a) || compareStrings(b, a);
}

function depthOf(name: string): number {
  return name.split("/").length;
}

/** Adds what cannot be read to `problems`. */
function sort(
  templates: ReadonlyMap<string, TemplateRender>,
  mode: ChartRenderOptions["mode"],
  problems: RenderProblem[],
): SortedManifests | undefined {
  const texts = new Map<string, string>();
  for (const [name, { text }] of templates) if (!name.endsWith("NOTES.txt")) texts.set(name, text.value);
  for (;;) {
    try {
      return sortManifests(texts);
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      problems.push({ text: error.message, file: error.source, offset: error.offset, hasRelease: true });
      if (mode === "strict") return undefined;
      texts.delete(error.source);
    }
  }
}
