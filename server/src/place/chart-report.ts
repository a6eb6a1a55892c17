// All that is to be said of a chart: the findings of every values set, each placed once where it is decided.

import { memo, memo2 } from "../base/memo.ts";
import { isWithin } from "../base/path.ts";
import { lintDocument } from "../lint/lint.ts";
import type { Finding, ShownFinding, Suppressed } from "../lint/finding.ts";
import { ruleSetOf } from "../lint/rule-set.ts";
import type { Rule } from "../lint/rule.ts";
import { silenceOf } from "../lint/silence.ts";
import type { Severity } from "../policy/rule-index.ts";
import { resourcesOf } from "../kube/resource.ts";
import { renderSet, type ChartSource, type RenderedFile, type RenderedSet } from "../workspace/chart.ts";
import type { Part } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import { problemsOf, type ChartProblem } from "./chart-problems.ts";
import { silencedInTemplate, silencedInValues } from "./chart-silence.ts";
import { reportValues, type ValuesFinding } from "./values-report.ts";
import { wrongIndent } from "./wrong-indent.ts";
import { placeFinding, type Placement, type RelatedPlace, type Scene, type SourcePlace } from "./place-finding.ts";

/** Where a finding shows in what the chart renders. */
export interface ChartOccurrence {
  readonly finding: Finding;
  readonly file: RenderedFile;
  readonly part: Part;
  /** The names of the values sets with which it shows. */
  readonly sets: readonly string[];
}

/** One root cause. */
export interface ChartFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: SourcePlace;
  readonly related: readonly RelatedPlace[];
  /** The value that decides; see Placement. */
  readonly value: readonly (string | number)[] | undefined;
  readonly isVendored: boolean;
  readonly suppressed: Suppressed | undefined;
  /** At least one. */
  readonly occurrences: readonly ChartOccurrence[];
}

export interface ChartReport {
  readonly source: ChartSource;
  readonly sets: readonly RenderedSet[];
  /** By path and place. */
  readonly findings: readonly ChartFinding[];
  /** What is wrong with the chart itself. */
  readonly problems: readonly ChartProblem[];
  /** Rules that failed: for the log. */
  readonly crashes: readonly { readonly rule: string; readonly error: unknown }[];
  /** Findings that depend on neighbours were withheld. */
  readonly incomplete: boolean;
}

/** The report of the chart in a folder, remembered while nothing of the chart changes. Yields every few milliseconds. */
export function* reportChart(snapshot: Snapshot, folder: string, rules: readonly Rule[]): Generator<void, ChartReport> {
  const known = reports(snapshot.chartAt(folder), rules);
  known.report ??= yield* makeReport(snapshot, folder, rules);
  return known.report;
}

const reports = memo2((_source: ChartSource, _rules: readonly Rule[]): { report?: ChartReport } => ({}));

function* makeReport(snapshot: Snapshot, folder: string, rules: readonly Rule[]): Generator<void, ChartReport> {
  const source = snapshot.chartAt(folder);
  const sets: RenderedSet[] = [];
  if (source.isWhole) for (const set of source.sets) sets.push(yield* renderSet(source, set, snapshot.renders));
  const ruleSet = ruleSetOf(snapshot.settingsFor(`${folder}/Chart.yaml`), rules, snapshot.config.schemas);
  const groups = new Map<string, Group>();
  const crashes: { readonly rule: string; readonly error: unknown }[] = [];
  for (const rendered of sets) {
    if (!rendered.render?.chart) continue;
    const scene = { files: snapshot.files, source, chart: rendered.render.chart };
    for (const file of rendered.files) {
      const silence = silenceOf(snapshot, { path: file.path, text: textOf(file), parts: file.parts });
      for (const part of file.parts) {
        if (isTestHook(part.document)) continue;
        const result = lintDocument(part.document, ruleSet, rendered.unit);
        crashes.push(...result.crashes);
        for (const shown of silence.apply(part.document, result.findings)) {
          const placement = placeFinding(scene, file, part, shown.finding);
          const wrong = placement && wrongIndent(scene, file, part, shown.finding, placement, snapshot.config.schemas);
          const found = wrong
            ? { placement: wrong.placement, shown: { ...shown, finding: wrong.finding } }
            : { placement, shown };
          if (found.placement && isWithinChart(scene, found.placement))
            gather(groups, snapshot, { placement: found.placement, shown: found.shown, file, part, sets: [rendered.set.name] });
        }
      }
      yield;
    }
  }
  const values = reportValues(snapshot, source, sets, ruleSet);
  for (const found of values.findings) gather(groups, snapshot, found);
  crashes.push(...values.crashes);
  const findings = [...groups.values()].map(findingOf).sort(byPlace);
  const problems = problemsOf(snapshot.files, source, sets);
  return {
    source,
    sets,
    findings,
    problems,
    crashes,
    incomplete: sets.some(({ unit }) => !unit.complete) && ruleSet.cross.size > 0,
  };
}

function textOf({ parts }: RenderedFile): string {
  return parts.some(({ document }) => document.text.includes("kube-clinic"))
    ? parts.map(({ document }) => document.text).join("")
    : "";
}

/** Pods of `helm test` run when somebody asks for them, and are gone: nobody hardens them. */
const isTestHook: (document: YamlDocument) => boolean = memo(
  (document) =>
    document.text.includes("helm.sh/hook") &&
    resourcesOf(document).some(({ annotations }) =>
      /(^|,)\s*test(-success|-failure)?\s*(,|$)/.test(annotations.get("helm.sh/hook") ?? ""),
    ),
);

interface Group {
  readonly placement: Placement;
  readonly shown: ShownFinding;
  readonly open: Map<YamlDocument, Map<Finding, ChartOccurrence>>;
  readonly silenced: ChartOccurrence[];
  suppressed: Suppressed | undefined;
}

function gather(groups: Map<string, Group>, snapshot: Snapshot, { placement, file, part, shown, sets }: ValuesFinding): void {
  const { place } = placement;
  const key = `${shown.finding.rule} ${place.path}:${place.start}-${place.end} ${shown.severity} ${shown.finding.message}`;
  let group = groups.get(key);
  if (!group) groups.set(key, (group = { placement, shown, open: new Map(), silenced: [], suppressed: undefined }));
  const suppressed = shown.suppressed ?? silencedAt(snapshot, placement, shown.finding.rule);
  const occurrence = { finding: shown.finding, file, part, sets };
  if (suppressed) {
    group.suppressed ??= suppressed;
    group.silenced.push(occurrence);
    return;
  }
  let inDocument = group.open.get(part.document);
  if (!inDocument) group.open.set(part.document, (inDocument = new Map()));
  const known = inDocument.get(shown.finding);
  inDocument.set(shown.finding, known ? { ...known, sets: [...known.sets, ...sets] } : occurrence);
}

/** Values files may lie elsewhere; everything else that is placed outside is not this chart's business. */
function isWithinChart({ source }: Scene, { place }: Placement): boolean {
  return isWithin(source.folder, place.path) || source.values.has(place.path);
}

/** By a comment at any of its places. */
function silencedAt(snapshot: Snapshot, { place, related }: Placement, rule: string): Suppressed | undefined {
  const { index, today } = snapshot.config;
  for (const { path, start, kind } of [place, ...related.map((one) => one.place)]) {
    const file = snapshot.files.get(path);
    const find = kind === "template" ? silencedInTemplate : silencedInValues;
    const silencer = file && find(file, start, rule, index, today);
    if (silencer) return silencer;
  }
  return undefined;
}

function findingOf({ placement, shown, open, silenced, suppressed }: Group): ChartFinding {
  const { rule, message } = shown.finding;
  const occurrences = [...open.values()].flatMap((found) => [...found.values()]);
  const isOpen = occurrences.length > 0;
  return {
    ...placement,
    rule,
    severity: shown.severity,
    message,
    suppressed: isOpen ? undefined : suppressed,
    occurrences: isOpen ? occurrences : silenced,
  };
}

const rank = { error: 0, warning: 1, info: 2 };

function byPlace(a: ChartFinding, b: ChartFinding): number {
  return (
    compare(a.place.path, b.place.path) ||
    a.place.start - b.place.start ||
    rank[a.severity] - rank[b.severity] ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
