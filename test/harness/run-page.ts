// Runs a scenario of a rule's page: what is found where, and what each fix makes of it.

import { readFileSync } from "node:fs";
import { applyTextEdits } from "../../server/src/base/text-edit.ts";
import { LineIndex } from "../../server/src/base/line-index.ts";
import { editsOf, fixFile } from "../../server/src/lint/fix.ts";
import type { FileFinding, FileReport } from "../../server/src/lint/finding.ts";
import { reportFile } from "../../server/src/lint/report.ts";
import type { Rule } from "../../server/src/lint/rule.ts";
import { indexRules } from "../../server/src/lint/rule-set.ts";
import { apply, createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import { parseSelection } from "../../server/src/policy/select.ts";
import { bundledCatalogue } from "../../server/src/schema/bundled.ts";
import { stripLabels, type Label } from "./carets.ts";
import { chartFile, chartFixes, chartFolder, chartLabels, chartReport, isChart, otherProblems } from "./chart-page.ts";
import type { Block, Scenario } from "./page.ts";

const folder = "/page";
const schemas = bundledCatalogue((name) => readFileSync(`schemas/${name}.json`, "utf8"));
const mainFile = "manifest.yaml";

export interface ScenarioFile {
  readonly block: Block;
  readonly path: string;
  readonly text: string;
  readonly labels: readonly Label[];
}

export interface ScenarioRun {
  readonly rule: Rule;
  readonly files: readonly ScenarioFile[];
  readonly scenario: Scenario;
  /** With this rule alone. */
  readonly snapshot: Snapshot;
  readonly rules: readonly Rule[];
  /** Its files are those of a chart. */
  readonly isChart: boolean;
}

/** `change` rewrites each file's text (line ends, a byte order mark) before it is read. */
export function openScenario(
  scenario: Scenario,
  rule: Rule,
  all: readonly Rule[],
  change: (text: string) => string = (text) => text,
): ScenarioRun {
  const files = scenario.blocks
    .filter(({ language, role }) => role === "" && ["yaml", "json", "gotmpl"].includes(language))
    .map((block) => readBlock(block));
  const texts = new Map<string, string | undefined>(files.map(({ path, text }) => [path, change(text)]));
  const isOfChart = isChart(files.map(({ path }) => path));
  const chartPath = `${chartFolder}/Chart.yaml`;
  if (isOfChart && !texts.has(chartPath)) texts.set(chartPath, chartFile);
  const policy = policyText(scenario, rule);
  if (policy !== undefined) texts.set(`${folder}/kube-clinic.yaml`, policy);
  return { rule, files, scenario, rules: all, isChart: isOfChart, snapshot: open(texts, all, scenario, [rule.id]) };
}

/** The findings of a file as labels on its lines. */
export function labelsOf(run: ScenarioRun, path: string, snapshot: Snapshot = run.snapshot): Label[] {
  if (run.isChart) return chartLabels(snapshot, chartReport(snapshot, run.rules), run.rule, path);
  const report = reportFile(snapshot, path, run.rules);
  const lines = new LineIndex(report.file.text);
  return report.findings.flatMap(({ finding, severity, part, suppressed }) => {
    if (suppressed) return [];
    const label = (span: { start: number; end: number }, text: string): Label => {
      const { line, column } = lines.positionAt(part.offset + span.start);
      const bom = line === 0 && report.file.text.startsWith("\uFEFF") ? 1 : 0;
      return { line, start: column - bom, end: column - bom + span.end - span.start, text };
    };
    const usual = typeof run.rule.severity === "string" ? run.rule.severity : run.rule.severity[0];
    const related = finding.related.flatMap((place) => ("node" in place ? [label(place.node, `related: ${place.message}`)] : []));
    return [label(finding, severity === usual ? finding.message : `${severity}: ${finding.message}`), ...related];
  });
}

/** What is wrong with the file beside findings; in a chart, with any of its files. */
export function problemsOf(
  run: ScenarioRun,
  path: string,
  snapshot: Snapshot = run.snapshot,
): readonly { readonly message: string }[] {
  if (run.isChart) return otherProblems(chartReport(snapshot, run.rules), run.rule.id);
  return reportFile(snapshot, path, run.rules).problems;
}

export interface FixResult {
  /** Undefined for the safe fixes together. */
  readonly title: string | undefined;
  readonly path: string;
  readonly text: string;
}

/** What each fix that the scenario offers makes of each file: the safe ones together, the others by title. */
export function fixesOf(run: ScenarioRun): FixResult[] {
  if (run.isChart) return chartFixes(run.snapshot, chartReport(run.snapshot, run.rules), run.rule, run.rules);
  const results: FixResult[] = [];
  for (const { path } of run.files) {
    const report = reportFile(run.snapshot, path, run.rules);
    const safe = report.findings.some(
      ({ finding, suppressed }) => !suppressed && finding.fixes.some(({ safety }) => safety === "safe"),
    );
    if (safe)
      results.push({
        title: undefined,
        path,
        text: fixFile(run.snapshot, path, run.rules, { safeties: new Set(["safe"]) }).text,
      });
    for (const title of titlesOf(report.findings)) results.push({ title, path, text: applyTitled(report, title) });
  }
  return results;
}

/** Rule ids with messages that every rule of the catalogue finds in all files, with `path` reading `text`. */
export function findingsOfAll(run: ScenarioRun, path: string, text: string): string[] {
  const texts = new Map<string, string | undefined>(
    [...run.snapshot.files].map(([file, { text: old }]) => [file, file === path ? text : old]),
  );
  const snapshot = open(texts, run.rules, run.scenario, ["all"]);
  if (run.isChart) return chartReport(snapshot, run.rules).findings.map(({ rule, message }) => `${rule}: ${message}`);
  return run.files.flatMap((file) =>
    reportFile(snapshot, file.path, run.rules).findings.map(({ finding }) => `${finding.rule}: ${finding.message}`),
  );
}

/** The scenario with `path` reading `text`. */
export function withText(run: ScenarioRun, path: string, text: string): Snapshot {
  return apply(run.snapshot, { files: new Map([[path, text]]) }).snapshot;
}

/** The block that shows what a fix makes of a file. */
export function fixedBlock({ scenario, files }: ScenarioRun, { title, path }: FixResult): Block | undefined {
  return scenario.blocks.find(
    ({ role, attributes }) =>
      role === "fixed" &&
      attributes.get("fix") === title &&
      (files.length === 1 || `${folder}/${attributes.get("file")}` === path),
  );
}

export function applyTitled(report: FileReport, title: string): string {
  const wanted = report.findings.filter(({ suppressed }) => !suppressed);
  let text = report.file.text;
  const parts = new Map<FileFinding["part"], FileFinding["finding"]["fixes"][number][]>();
  for (const { finding, part } of wanted) {
    const fix = finding.fixes.find((candidate) => candidate.title === title);
    if (fix) parts.set(part, [...(parts.get(part) ?? []), fix]);
  }
  for (const [part, fixes] of [...parts].reverse()) {
    const edits = editsOf(part, { title, safety: "confirm", edits: fixes.flatMap((fix) => fix.edits) });
    if (!edits) throw new Error(`the fix "${title}" could not be carried out`);
    text = applyTextEdits(text, edits);
  }
  return text;
}

function titlesOf(findings: readonly FileFinding[]): string[] {
  const titles = findings
    .filter(({ suppressed }) => !suppressed)
    .flatMap(({ finding }) => finding.fixes.filter(({ safety }) => safety !== "safe").map(({ title }) => title));
  return [...new Set(titles)];
}

function readBlock(block: Block): ScenarioFile {
  return { block, path: `${folder}/${block.attributes.get("file") ?? mainFile}`, ...stripLabels(block.text) };
}

function open(
  texts: ReadonlyMap<string, string | undefined>,
  rules: readonly Rule[],
  scenario: Scenario,
  select: readonly string[],
): Snapshot {
  const context = jsonBlock(scenario, "context");
  const index = indexRules(rules);
  const kubernetes = context["kubernetes"] as readonly string[] | undefined;
  const { selection, problems } = parseSelection({ select, ...(kubernetes && { kubernetes }) }, index);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const snapshot = createSnapshot({ index, today: "2026-11-24", policyWithinRoot: true, selection, schemas });
  const charts = texts.has(`${chartFolder}/Chart.yaml`) ? [chartFolder] : [];
  return apply(snapshot, { files: texts, roots: [folder], complete: [folder], charts }).snapshot;
}

function policyText(scenario: Scenario, rule: Rule): string | undefined {
  const written = scenario.blocks.find(({ role }) => role === "policy")?.text;
  const options = jsonBlock(scenario, "options");
  if (written !== undefined || Object.keys(options).length === 0) return written;
  return `rules:\n  ${rule.id}: ${JSON.stringify({ options })}\n`;
}

function jsonBlock(scenario: Scenario, role: string): Record<string, unknown> {
  const block = scenario.blocks.find((candidate) => candidate.role === role);
  // The page's author writes an object here; anything else fails loudly below.
  return block ? (JSON.parse(block.text) as Record<string, unknown>) : {};
}
