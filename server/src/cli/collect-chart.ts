// Makes what is reported of a chart out of what the engine says of it.

import { LineIndex } from "../base/line-index.ts";
import { isWithin, relativeTo } from "../base/path.ts";
import { fingerprintsOf } from "../lint/fingerprint.ts";
import { ruleUrl } from "../lint/rule-url.ts";
import type { ChartProblem } from "../place/chart-problems.ts";
import type { ChartFinding, ChartOccurrence, ChartReport } from "../place/chart-report.ts";
import type { RelatedPlace } from "../place/place-finding.ts";
import { MOST_SETS } from "../workspace/values-sets.ts";
import { lineIndexOf } from "../workspace/file.ts";
import { RELEASE } from "../workspace/chart.ts";
import { nameOf, rangeIn, withoutHoles, type CollectOptions } from "./collect.ts";
import type { Occurrence, Problem, Range, ReportedFinding } from "./outcome.ts";
import { shown } from "./path.ts";

export interface ChartCollectOptions extends CollectOptions {
  /** The folder that files are named from in fingerprints. */
  readonly root: string;
  /** Proven fixes of a finding. */
  readonly fixesOf: (finding: ChartFinding) => ReportedFinding["fixes"];
}

/** Every finding that `isWanted`, the suppressed ones marked. */
export function collectChartFindings(
  report: ChartReport,
  isWanted: (finding: ChartFinding) => boolean,
  options: ChartCollectOptions,
): readonly ReportedFinding[] {
  const fingerprints = fingerprintsIn(report, options.root);
  const lines = new Lines(options);
  return report.findings.filter(isWanted).map((finding) => ({
    ...collectFinding(finding, report, lines, options),
    fingerprint: fingerprints.get(finding) ?? "",
  }));
}

/** What is wrong with the chart itself, and what of it was left out. */
export function collectChartProblems(
  report: ChartReport,
  isWanted: (problem: ChartProblem) => boolean,
  isNamed: boolean,
  options: CollectOptions,
): readonly Problem[] {
  const { source, problems, crashes } = report;
  const lines = new Lines(options);
  const named = new Set(source.sets.filter(({ isNamed: one, name }) => one || name === "default").map(({ name }) => name));
  const isUseless = isNamed && report.sets.every(({ problem, render }) => problem || (render?.problems.length ?? 0) > 0);
  const chart = shown(options.folder, `${source.folder}/Chart.yaml`);
  return [
    ...problems.filter(isWanted).map(({ path, start, end, severity, message, rule, sets }) => ({
      file: shown(options.folder, path),
      ...lines.range(path, { start, end }),
      severity: severityOf(
        severity,
        sets.some((name) => named.has(name)),
        isUseless,
      ),
      // Helm names files by the path it was given.
      message: message.replaceAll(`${options.folder}/`, ""),
      ...(rule !== undefined && { rule }),
    })),
    ...(source.left > 0 ? [{ file: chart, severity: "info" as const, message: leftOut(source.left) }] : []),
    ...[...new Set(crashes.map(({ rule }) => rule))].map((rule) => ({
      file: chart,
      severity: "error" as const,
      message: "Internal error: this rule failed here, please report it",
      rule,
    })),
  ];
}

/** A values set that was only found may be meant for something else; of a chart that somebody named, something has to render. */
function severityOf(severity: Problem["severity"], isNamed: boolean, isUseless: boolean): Problem["severity"] {
  if (severity === "info") return severity;
  if (isUseless) return "error";
  return isNamed ? severity : "warning";
}

function leftOut(left: number): string {
  const sets = left === 1 ? "values set is" : "values sets are";
  return `${left} more ${sets} left out: at most ${MOST_SETS} of a chart are analysed; name those that count under \`profiles\` in the policy`;
}

function fingerprintsIn({ findings }: ChartReport, root: string): ReadonlyMap<ChartFinding, string> {
  const known = new Map<ChartFinding, string>();
  for (const path of new Set(findings.map(({ place }) => place.path))) {
    const here = findings.filter(({ place }) => place.path === path);
    const first = here.map(({ occurrences }) => occurrences[0]!.finding);
    const fingerprints = fingerprintsOf(first, relativeTo(root, path), RELEASE);
    for (const [i, finding] of here.entries()) known.set(finding, fingerprints[i] ?? "");
  }
  return known;
}

function collectFinding(
  finding: ChartFinding,
  { sets, source }: ChartReport,
  lines: Lines,
  options: ChartCollectOptions,
): Omit<ReportedFinding, "fingerprint"> {
  const { rule, severity, message, place, suppressed } = finding;
  const category = options.index.get(rule)?.category ?? "hygiene";
  const occurrences = mergeOccurrences(finding.occurrences, source.folder);
  const { resource, container } = occurrences[0] ?? {};
  const kubernetes = finding.occurrences[0]?.finding.kubernetes;
  const related = finding.related.flatMap((one) => lines.related(one));
  const fixes = options.fixesOf(finding);
  const concerned = new Set(finding.occurrences.flatMap((one) => one.sets));
  const isSuppressed = suppressed && !(options.withoutSuppressions && suppressed.by !== "override");
  return {
    rule,
    category,
    severity,
    message,
    help: ruleUrl(rule, category),
    file: shown(options.folder, place.path),
    range: lines.range(place.path, place).range ?? firstCharacter,
    ...(resource && { resource }),
    ...(container !== undefined && { container }),
    occurrences,
    ...(kubernetes && { kubernetes }),
    ...(related.length > 0 && { related }),
    ...(fixes && fixes.length > 0 && { fixes }),
    ...(isSuppressed && { suppressed: withoutHoles(suppressed) }),
    ...(concerned.size < sets.length && { onlyWith: [...concerned] }),
  };
}

/** Values sets that render the same container from the same template are one occurrence, with the line of the first. */
function mergeOccurrences(occurrences: readonly ChartOccurrence[], folder: string): readonly Occurrence[] {
  const merged = new Map<string, Occurrence>();
  for (const { finding, file, part, sets } of occurrences) {
    const { resource, container, start } = finding;
    const line = part.line + lineIndexOf(part.document).positionAt(start).line + 1;
    const occurrence: Occurrence = {
      ...(resource && { resource: nameOf(resource) }),
      ...(container !== undefined && { container }),
      rendered: { template: templateName(file.name, folder), line },
      profiles: sets,
    };
    const key = JSON.stringify([occurrence.resource, container, file.name, finding.message]);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, profiles: [...new Set([...(known.profiles ?? []), ...sets])] } : occurrence);
  }
  return [...merged.values()];
}

/** Below the chart's folder; Helm begins with the chart's name, and files of `crds/` are known by their path. */
function templateName(name: string, folder: string): string {
  return isWithin(folder, name) ? relativeTo(folder, name) : name.slice(name.indexOf("/") + 1);
}

const firstCharacter: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Positions in the chart's files. */
class Lines {
  readonly #known = new Map<string, LineIndex>();

  constructor(readonly options: CollectOptions) {}

  range(path: string, span: { readonly start: number; readonly end: number }): { readonly range?: Range } {
    const text = this.options.snapshot.files.get(path)?.text;
    if (text === undefined) return {};
    let lines = this.#known.get(path);
    if (!lines) this.#known.set(path, (lines = new LineIndex(text)));
    return { range: rangeIn(lines, span) };
  }

  related({ place, message }: RelatedPlace): NonNullable<ReportedFinding["related"]> {
    const { range } = this.range(place.path, place);
    return range ? [{ file: shown(this.options.folder, place.path), range, message }] : [];
  }
}
