// Puts together what a preview shows: what one template rendered, or all of a chart, with what went wrong at the top.

import { LineIndex } from "../base/line-index.ts";
import { memo } from "../base/memo.ts";
import { basename, isWithin, relativeTo } from "../base/path.ts";
import type { TemplateRender } from "../helm/render.ts";
import { chartMapOf } from "../place/chart-map.ts";
import type { ChartReport } from "../place/chart-report.ts";
import type { ChartProblem } from "../place/chart-problems.ts";
import type { RenderedFile, RenderedSet } from "../workspace/chart.ts";
import type { Snapshot } from "../workspace/snapshot.ts";

export interface PreviewText {
  readonly rendered: RenderedSet;
  readonly title: string;
  readonly text: string;
  readonly isYaml: boolean;
  /** In the order of the text. */
  readonly pieces: readonly PreviewPiece[];
  readonly lines: LineIndex;
}

/** What one template printed, whole and unchanged. */
export interface PreviewPiece {
  /** As Helm has it; of `crds/` the path. */
  readonly name: string;
  /** The template's file. */
  readonly path: string;
  readonly text: string;
  /** Where it starts in the preview. */
  readonly offset: number;
  /** Undefined for `crds/`. */
  readonly template: TemplateRender | undefined;
  /** Undefined for notes, which are no YAML. */
  readonly file: RenderedFile | undefined;
}

const MOST_PROBLEMS = 10;

/** The preview of a file of the chart with a values set, by default the one that the file belongs to. Undefined where nothing is rendered yet. */
export function previewText(snapshot: Snapshot, report: ChartReport, path: string, set?: string): PreviewText | undefined {
  const rendered = setFor(report, path, set);
  if (!rendered) return undefined;
  const known = previews(report);
  const key = `${rendered.set.name}\0${path}`;
  let made = known.get(key);
  if (!made) known.set(key, (made = makeText(snapshot, report, rendered, path)));
  return made;
}

const previews = memo((_report: ChartReport) => new Map<string, PreviewText>());

function setFor({ sets }: ChartReport, path: string, name: string | undefined): RenderedSet | undefined {
  const named = sets.find(({ set }) => set.name === name);
  return named ?? sets.find(({ set }) => set.files.includes(path)) ?? sets[0];
}

type Draft = Omit<PreviewPiece, "offset">;

function makeText(snapshot: Snapshot, report: ChartReport, rendered: RenderedSet, path: string): PreviewText {
  const { folder } = report.source;
  const own = draftsOf(rendered).filter((draft) => draft.path === path);
  const isPartial = own.length === 0 && isTemplate(folder, path);
  const drafts = own.length > 0 ? own : isPartial ? usersOf(rendered, path) : draftsOf(rendered).filter(({ file }) => file);
  const shown = drafts.filter(({ text }) => own.length === 1 || text.trim() !== "");
  let text = headOf(
    snapshot,
    report,
    rendered,
    own.length > 0 || isPartial ? [path, ...shown.map((one) => one.path)] : undefined,
  );
  if (shown.length === 0 && isPartial) text += "# Nothing that is rendered uses what this file defines\n";
  const pieces = shown.map((draft): PreviewPiece => {
    // A template is shown as it is; where there are several, or could be, each says where it comes from, as Helm does.
    if (own.length !== 1)
      text += `${endsLine(text) ? "" : "\n"}${/^\s*---/.test(draft.text) ? "" : "---\n"}# Source: ${sourceName(report, rendered, draft)}\n`;
    const offset = text.length;
    text += draft.text;
    return { ...draft, offset };
  });
  if (!endsLine(text)) text += "\n";
  const one = own.length > 0 || isPartial;
  return {
    rendered,
    title: one ? basename(path).replace(/\.(?:ya?ml|tpl|txt)$/, "") : (rendered.chart?.metadata.name ?? basename(folder)),
    text,
    isYaml: shown.every(({ file }) => file !== undefined),
    pieces,
    lines: new LineIndex(text),
  };
}

/** Everything that was rendered, by path; a chart's notes are among it. */
function draftsOf({ files, render }: RenderedSet): readonly Draft[] {
  const drafts = files.map((file): Draft => {
    const { name, path, template, parts } = file;
    return { name, path, template, file, text: template?.text.value ?? parts.map(({ document }) => document.text).join("") };
  });
  for (const [name, template] of render?.templates ?? [])
    if (name.endsWith("NOTES.txt"))
      drafts.push({ name, path: template.template.file.path, template, file: undefined, text: template.text.value });
  return drafts.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}

function sourceName({ source }: ChartReport, { chart }: RenderedSet, { name, path, template }: Draft): string {
  return template ? name : `${chart?.metadata.name ?? basename(source.folder)}/${relativeTo(source.folder, path)}`;
}

function isTemplate(folder: string, path: string): boolean {
  return isWithin(folder, path) && /(?:^|\/)templates\//.test(relativeTo(folder, path));
}

/** What was written with the help of a file that renders nothing itself. */
function usersOf(rendered: RenderedSet, path: string): readonly Draft[] {
  const { chart } = rendered.render ?? {};
  if (!chart) return [];
  const map = chartMapOf(chart);
  const isHere = memoised((name) => map.template(name)?.path === path);
  return draftsOf(rendered).filter(
    ({ file, template }) =>
      file &&
      template?.text.trace.segments?.some(({ span, includes }) =>
        [span, ...(includes ?? [])].some((one) => one && isHere(one.template)),
      ),
  );
}

function memoised(ask: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined) known.set(name, (answer = ask(name)));
    return answer;
  };
}

/** Comments that say why something is not rendered; `paths`: only what concerns these templates, and what is at fault outside of templates. */
function headOf(
  snapshot: Snapshot,
  { source, problems }: ChartReport,
  { set }: RenderedSet,
  paths: readonly string[] | undefined,
): string {
  const concerns = ({ path, related }: ChartProblem) =>
    !paths ||
    !isTemplate(source.folder, path) ||
    [path, ...related.map(({ place }) => place.path)].some((one) => paths.includes(one));
  const said = problems.filter((problem) => problem.sets.includes(set.name) && problem.severity !== "info" && concerns(problem));
  if (said.length === 0) return "";
  const lines = said.slice(0, MOST_PROBLEMS).map(({ path, start, message }) => {
    const line = (snapshot.files.get(path)?.text ?? "").slice(0, start).split("\n").length;
    return `#   ${relativeTo(source.folder, path)}:${line}: ${message.replace(/\s+/g, " ")}\n`;
  });
  const rest = said.length > lines.length ? `#   … and ${said.length - lines.length} more\n` : "";
  return `# Not all of this could be rendered:\n${lines.join("")}${rest}`;
}

function endsLine(text: string): boolean {
  return text === "" || text.endsWith("\n");
}
