// Why a chart does not render, or renders what is no YAML: each fault once, where it is, in words that a person understands.

import type { Origin, TemplateSpan } from "../base/origin.ts";
import { basename } from "../base/path.ts";
import type { Span } from "../base/span.ts";
import { messageIn } from "../helm/functions.ts";
import type { ActiveChart } from "../helm/active-chart.ts";
import type { ChartRender, RenderProblem, TemplateRender } from "../helm/render.ts";
import type { ValuesProblem } from "../helm/values-schema.ts";
import type { Severity } from "../policy/rule-index.ts";
import { TemplateError } from "../template/error.ts";
import type { ChartSource, RenderedSet } from "../workspace/chart.ts";
import type { SourceFile } from "../workspace/file.ts";
import { brokenAction } from "./broken-action.ts";
import { chartFileProblems } from "./chart-file.ts";
import { chartMapOf, type ChartMap } from "./chart-map.ts";
import { valuePlace, type RelatedPlace } from "./place-finding.ts";
import { firstLine, wordsOf } from "./problem-words.ts";
import { sourceMapOf } from "./source-map.ts";
import { templatePlace } from "./template-place.ts";
import { invalidIn } from "./values-invalid.ts";
import { findValue, spanOf } from "./values-place.ts";

/** Offsets in the file's text; on one line. */
export interface ChartProblem extends Span {
  readonly path: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly RelatedPlace[];
  /** The catalogue's id for it, where it has one. */
  readonly rule: string | undefined;
  /** The values sets that have it. */
  readonly sets: readonly string[];
}

type Draft = Omit<ChartProblem, "sets">;

const RENDER_FAILED = "chart-render-failed";
const FILE_INVALID = "chart-file-invalid";

/** All problems of a chart's sets, in the order of files and places. */
export function problemsOf(
  files: ReadonlyMap<string, SourceFile>,
  source: ChartSource,
  sets: readonly RenderedSet[],
): readonly ChartProblem[] {
  const found = new Map<string, ChartProblem>();
  for (const rendered of sets)
    for (const draft of problemsOfSet(files, source, rendered)) {
      const key = `${draft.path}:${draft.start}:${draft.message}`;
      const known = found.get(key);
      if (known?.sets.includes(rendered.set.name)) continue;
      found.set(key, { ...draft, sets: [...(known?.sets ?? []), rendered.set.name] });
    }
  return [...found.values()]
    .map((problem) => withScope(problem, sets.length))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start));
}

function withScope(problem: ChartProblem, count: number): ChartProblem {
  if (problem.sets.length === count) return problem;
  return { ...problem, message: `${problem.message} (only with ${problem.sets.map((name) => `\`${name}\``).join(", ")})` };
}

interface Scene {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly source: ChartSource;
  readonly rendered: RenderedSet;
  /** Of what a values set brings about: one that was only found may be meant for something else. */
  readonly severity: Severity;
}

function problemsOfSet(files: ReadonlyMap<string, SourceFile>, source: ChartSource, rendered: RenderedSet): readonly Draft[] {
  const scene: Scene = { files, source, rendered, severity: rendered.set.isNamed ? "error" : "warning" };
  const own = [...chartFileDrafts(scene), ...loadDrafts(scene)];
  const { render } = rendered;
  if (!render) return own;
  const missing = render.missing.filter(
    ({ name }) => !render.chart?.dependencies.some((one) => one.chart.metadata.name === name),
  );
  own.push(...missing.map((dependency) => dependencyDraft(scene, dependency)));
  const drafts = render.problems.flatMap((problem) => {
    // What is not there cannot be included: that was said once, on the dependency.
    if (missing.length > 0 && /no template "|error calling include/.test(problem.text)) return [];
    return problem.values || isLibrary(problem) ? [] : [problemDraft(scene, render, problem)];
  });
  return [...own, ...withoutEchoes(drafts), ...valuesDrafts(scene, render)];
}

/** A library is there for others; nothing is wrong with it. */
function isLibrary({ text }: RenderProblem): boolean {
  return text === "library charts are not installable";
}

interface Placed extends Draft {
  /** An action that cannot be read, or a `fail` of the chart's own. */
  readonly kind?: "parse" | "refusal";
}

/** An action that cannot be read cannot be executed either; and where a chart refuses its values, they are of no use further on. */
function withoutEchoes(drafts: readonly Placed[]): readonly Draft[] {
  const places = (wanted: Placed["kind"], of: (draft: Placed) => string) =>
    new Set(drafts.filter(({ kind }) => kind === wanted).map(of));
  const at = ({ path, start }: Placed) => `${path}:${start}`;
  const broken = places("parse", at);
  const refusing = places("refusal", ({ path }) => path);
  return drafts
    .filter((draft) => draft.kind || !(broken.has(at(draft)) || refusing.has(draft.path)))
    .map(({ kind: _, ...draft }) => draft);
}

function chartFileDrafts({ files, source }: Scene): readonly Draft[] {
  const file = files.get(`${source.folder}/Chart.yaml`);
  return (file ? chartFileProblems(file) : []).map((one) => ({ ...one, path: file!.path, related: [], rule: FILE_INVALID }));
}

/** Why the chart or its values could not be read. */
function loadDrafts(scene: Scene): readonly Draft[] {
  const { files, source, rendered } = scene;
  const { problem } = rendered;
  if (!problem) return [];
  const path = problem.path ?? `${source.folder}/Chart.yaml`;
  const isOfFile = ["Chart.yaml", "requirements.yaml"].includes(basename(path));
  // Said above, at the field.
  if (isOfFile && chartFileDrafts(scene).some(({ severity }) => severity === "error")) return [];
  const message = firstLine(problem.message).replace(/^validation: /, "");
  const rule = isOfFile ? FILE_INVALID : RENDER_FAILED;
  return [{ ...lineAt(files, path, problem.offset), severity: "error", message, related: [], rule }];
}

function dependencyDraft({ files }: Scene, { name, place }: ChartRender["missing"][number]): Draft {
  const file = files.get(place.file);
  const found = file && findValue(file, [...place.path, "name"]);
  return {
    path: place.file,
    ...(found ? spanOf(found) : { start: 0, end: 0 }),
    severity: "info",
    message: `Dependency \`${name}\` has no copy in \`charts/\`: run \`helm dependency build\``,
    related: [],
    rule: undefined,
  };
}

function problemDraft(scene: Scene, render: ChartRender, problem: RenderProblem): Placed {
  const { files, source, severity } = scene;
  const { error, file, offset = 0, text } = problem;
  const map = render.chart && chartMapOf(render.chart);
  const template = file === undefined ? undefined : render.templates.get(file);
  if (error && map && render.chart) return errorDraft(scene, render, render.chart, map, error);
  if (template && map) return yamlDraft(scene, map, template, offset, text);
  const chart = files.get(`${source.folder}/Chart.yaml`);
  const wanted = chart && text.startsWith("chart requires kubeVersion") ? findValue(chart, ["kubeVersion"]) : undefined;
  const place =
    wanted && wanted.depth > 0 ? { path: chart!.path, ...spanOf(wanted) } : lineAt(files, `${source.folder}/Chart.yaml`, 0);
  return { ...place, severity, message: firstLine(text).replace(/^c/, "C"), related: [], rule: RENDER_FAILED };
}

function errorDraft(scene: Scene, render: ChartRender, chart: ActiveChart, map: ChartMap, error: TemplateError): Placed {
  const { files, source } = scene;
  const { failure } = innermost(error);
  const isParse = failure.kind === "parse";
  const text = files.get(map.template(failure.span.template)?.path ?? "")?.text ?? "";
  const { span, reason } = isParse ? brokenAction(text, failure.reason, failure.span) : failure;
  const place = placeOf(files, map, { ...failure.span, ...span }) ?? lineAt(files, `${source.folder}/Chart.yaml`, 0);
  const includes = failure.includes.flatMap((span): RelatedPlace[] => {
    const at = placeOf(files, map, span);
    return at ? [{ place: { kind: "template", ...at }, message: "Included here" }] : [];
  });
  return {
    ...place,
    severity: failure.kind === "execute" ? scene.severity : "error",
    message: wordsOf(error, { ...failure, reason }, render.basis?.rendered.set.names() ?? []),
    related: [...valueAtFault({ ...scene, chart }, map, failure.fault.value?.trace.origins ?? [], failure.span), ...includes],
    rule: RENDER_FAILED,
    ...(isParse ? { kind: "parse" } : messageIn(error.message) !== undefined && { kind: "refusal" }),
  };
}

/** The value that was of no use, where a file sets it. */
function valueAtFault(
  scene: Scene & { readonly chart: ActiveChart },
  map: ChartMap,
  origins: readonly Origin[],
  span: TemplateSpan,
): readonly RelatedPlace[] {
  for (const origin of origins) {
    const file = scene.files.get(origin.file);
    if (!file || findValue(file, origin.path)?.depth !== origin.path.length) continue;
    const found = valuePlace(scene, map, origin, map.valuesPath(span.template));
    if (found?.place.kind === "values") return [{ place: found.place, message: "The value is set here" }];
  }
  return [];
}

function yamlDraft({ files }: Scene, map: ChartMap, template: TemplateRender, offset: number, text: string): Draft {
  const rendered = template.text.value;
  const line = lineOf(rendered, offset);
  const [piece] = sourceMapOf(template).between(line.start, line.end);
  const path = map.template(piece?.segment.span?.template ?? template.template.name)?.path ?? template.template.file.path;
  const span = piece && templatePlace(piece, files.get(path)?.text ?? "", rendered, line.start, line.end);
  const shown = rendered.slice(line.start, line.end).trim();
  const related = (piece?.segment.includes ?? []).flatMap((include): RelatedPlace[] => {
    const at = placeOf(files, map, include);
    return at ? [{ place: { kind: "template", ...at }, message: "Included here" }] : [];
  });
  return {
    ...(span && files.has(path) ? { path, ...span } : lineAt(files, path, 0)),
    severity: "error",
    message: `What this renders is no YAML: ${reasonOf(text)}${shown ? ` (rendered: \`${shown.slice(0, 80)}\`)` : ""}`,
    related,
    rule: RENDER_FAILED,
  };
}

/** What the schemas of the chart have against its values and stands in no values file, and what is wrong with the schemas. */
function valuesDrafts(scene: Scene, render: ChartRender): readonly Draft[] {
  const { files, source, rendered } = scene;
  const rule = "chart-values-invalid";
  const ofSchemas = render.problems.flatMap(({ values }): Draft[] => {
    if (!values || values.about === "values") return [];
    const { schema, message, about } = values;
    const place = files.has(schema.file) ? schema.file : `${source.folder}/Chart.yaml`;
    const at = place === schema.file && schema.span ? lineWithin(files, place, schema.span) : lineAt(files, place, 0);
    return [{ ...at, severity: about === "unfetched" ? "info" : "error", message, related: [], rule }];
  });
  const ofValues = invalidIn(files, source, rendered).elsewhere.map((values): Draft => {
    const place = render.chart && decided(scene, render.chart, values);
    return {
      ...(place ?? lineAt(files, `${source.folder}/Chart.yaml`, 0)),
      severity: "error",
      message: values.message,
      related: [],
      rule,
    };
  });
  return [...ofSchemas, ...ofValues];
}

/** Where the chart's author can set a value that a subchart's own defaults set. */
function decided(
  scene: Scene,
  chart: ActiveChart,
  { origins, chart: names }: ValuesProblem,
): (Span & { readonly path: string }) | undefined {
  for (const origin of origins) {
    const found = valuePlace({ ...scene, chart }, chartMapOf(chart), origin, names.slice(1));
    if (found) return { path: found.place.path, start: found.place.start, end: found.place.end };
  }
  return undefined;
}

/** The error behind all others: the one that knows what was wrong. */
function innermost(error: TemplateError): TemplateError {
  let found = error;
  for (let at: unknown = error.cause; at instanceof Error; at = at.cause)
    if (at instanceof TemplateError && !at.failure.text) found = at;
  return found;
}

function reasonOf(text: string): string {
  return firstLine(text)
    .replace(/^.*?error converting YAML to JSON: |^YAML parse error on [^:]+: /, "")
    .replace(/^yaml: /, "")
    .replace(/^line \d+: /, "");
}

function placeOf(
  files: ReadonlyMap<string, SourceFile>,
  map: ChartMap,
  span: TemplateSpan,
): ({ readonly path: string } & Span) | undefined {
  const path = map.template(span.template)?.path;
  return path !== undefined && files.has(path) ? lineWithin(files, path, span) : undefined;
}

/** The first line of a span. */
function lineWithin(
  files: ReadonlyMap<string, SourceFile>,
  path: string,
  { start, end }: Span,
): { readonly path: string } & Span {
  const stop = (files.get(path)?.text ?? "").slice(start, end).search(/[\r\n]/);
  return { path, start, end: stop < 0 ? end : start + stop };
}

function lineAt(files: ReadonlyMap<string, SourceFile>, path: string, offset: number): { readonly path: string } & Span {
  return { path, ...lineOf(files.get(path)?.text ?? "", offset) };
}

function lineOf(text: string, offset: number): Span {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const stop = text.indexOf("\n", start);
  return { start, end: stop < 0 ? text.length : stop };
}
