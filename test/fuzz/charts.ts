// Analyses and fixes the charts below a folder, and lets the real helm judge: `npm run try:charts -- FOLDER [PART OF A NAME]`.
// `--all`: every rule; `--proofs`: each finding's own fix as well; `--diffs FOLDER`: what was changed; `--list`: every finding.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fixChart, proveFixes } from "../../server/src/place/chart-fix.ts";
import { reportChart, type ChartFinding, type ChartReport } from "../../server/src/place/chart-report.ts";
import { rules } from "../../server/src/rules/index.ts";
import { drain } from "../../server/src/template/render.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import { chartsBelow, configFor, copyWith, helmTemplate, judge, loadSnapshot } from "./laid-out.ts";

const args = process.argv.slice(2);
const has = (flag: string) => args.includes(flag);
const diffs = has("--diffs") ? args[args.indexOf("--diffs") + 1] : undefined;
const [folder = "", part = ""] = args.filter((arg) => !arg.startsWith("--") && arg !== diffs);
const safeties = new Set(["safe", "confirm"] as const);
const config = configFor(has("--all"));
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "charts-"));

interface Row {
  /** Occurrences of findings that have a fix of the wanted safeties. */
  all: number;
  /** … that have a proven one, and how many of them in the values. */
  proven: number;
  values: number;
  /** … that fixChart put right. */
  applied: number;
  /** Findings of the rule in helm's output: before, and after. */
  before: number;
  after: number;
  readonly reasons: Map<string, number>;
}

const rows = new Map<string, Row>();
const totals = new Map<string, number>();
const count = (key: string, by = 1) => totals.set(key, (totals.get(key) ?? 0) + by);
const wrong = (chart: string, what: string) => (count("WRONG"), console.log(`WRONG ${path.basename(chart)}: ${what}`));
const slowest = { name: "", took: 0, fixName: "", fixTook: 0 };

for (const root of chartsBelow(path.resolve(folder), part)) tryChart(root);
for (const [rule, row] of [...rows].sort()) console.log(describe(rule, row));
const sum = (key: "all" | "proven" | "values" | "applied" | "before" | "after") =>
  [...rows.values()].reduce((total, row) => total + row[key], 0);
const total: Row = {
  all: sum("all"),
  proven: sum("proven"),
  values: sum("values"),
  applied: sum("applied"),
  before: sum("before"),
  after: sum("after"),
  reasons: new Map(),
};
console.log(describe("TOTAL", total));
for (const [key, value] of totals) console.log(`${key}: ${Math.round(value)}`);
console.log(
  `slowest report ${slowest.name} ${Math.round(slowest.took)} ms, fix ${slowest.fixName} ${Math.round(slowest.fixTook)} ms`,
);
fs.rmSync(scratch, { recursive: true });
process.exitCode = totals.has("WRONG") ? 1 : 0;

function rowOf(rule: string): Row {
  let row = rows.get(rule);
  if (!row) rows.set(rule, (row = { all: 0, proven: 0, values: 0, applied: 0, before: 0, after: 0, reasons: new Map() }));
  return row;
}

function share(n: number, of: number): string {
  return `${n}/${of} (${((100 * n) / Math.max(1, of)).toFixed(1)} %)`;
}

function describe(rule: string, { all, proven, values, applied, before, after, reasons }: Row): string {
  const own = has("--proofs") ? `proven ${share(proven, all)}, ${values} in values; ` : "";
  const why = [...reasons].map(([reason, n]) => `${n}x ${reason}`).join("; ");
  return `${rule}: ${own}applied ${share(applied, all)}; in helm's output ${before} -> ${after}${why ? `; ${why}` : ""}`;
}

function isFixable({ rule, occurrences, suppressed }: ChartFinding): boolean {
  return (
    !suppressed &&
    !rule.startsWith("chart-") &&
    occurrences.some(({ finding }) => finding.fixes.some(({ safety }) => safety !== "template"))
  );
}

function tryChart(root: string): void {
  const snapshot = loadSnapshot(root, config);
  const started = performance.now();
  const report = drain(reportChart(snapshot, root, rules));
  const took = performance.now() - started;
  if (took > slowest.took) Object.assign(slowest, { name: path.basename(root), took });
  count("charts");
  count("milliseconds", took);
  for (const { error, rule } of report.crashes) wrong(root, `${rule} crashed: ${String(error)}`);
  checkReport(root, snapshot, report);
  if (has("--proofs")) tryProofs(snapshot, report);
  const fixing = performance.now();
  const fixed = drain(fixChart(snapshot, root, rules, safeties));
  const fixTook = performance.now() - fixing;
  if (fixTook > slowest.fixTook) Object.assign(slowest, { fixName: path.basename(root), fixTook });
  count("fix milliseconds", fixTook);
  count("fixes applied", fixed.applied);
  if (fixTook > 2000) console.log(`${path.basename(root)}: fixed in ${Math.round(fixTook)} ms`);
  countApplied(report, drain(reportChart(fixed.snapshot, root, rules)));
  const again = drain(fixChart(fixed.snapshot, root, rules, safeties));
  if (again.files.size > 0) wrong(root, `a second run changes ${[...again.files.keys()].join()}`);
  checkWithHelm(root, snapshot, report, fixed.files);
}

function checkReport(root: string, snapshot: Snapshot, { sets, findings, problems }: ChartReport): void {
  const isRendered = fs.existsSync(goldenOf(root));
  for (const { problem, render } of sets)
    for (const text of [problem?.message, ...(render?.problems ?? []).map((one) => one.text)])
      if (text !== undefined && isRendered) wrong(root, `helm renders it: ${text.slice(0, 200)}`);
  for (const { message, severity } of problems)
    if (severity === "error" && isRendered) wrong(root, `helm renders it: ${message}`);
  for (const { place, rule, message, occurrences, isVendored } of findings) {
    const text = snapshot.files.get(place.path)?.text;
    if (!place.path.startsWith(`${root}/`) || text === undefined || place.end > text.length || place.start >= place.end)
      wrong(root, `${rule} stands nowhere: ${place.path}`);
    count("findings");
    count("occurrences", occurrences.length);
    count(`occurrences placed on ${place.kind}`, occurrences.length);
    if (isVendored) count("occurrences in a copy of a subchart", occurrences.length);
    if (!has("--list")) continue;
    const line = text?.slice(0, place.start).split("\n").length;
    const words = text?.slice(place.start, place.end);
    console.log(`${path.relative(root, place.path)}:${line} ${rule} [${words}] ${message} x${occurrences.length}`);
  }
}

function goldenOf(root: string): string {
  return path.join(root.replace("/charts/charts/", "/charts/golden/"), "default.yaml");
}

function tryProofs(snapshot: Snapshot, report: ChartReport): void {
  const started = performance.now();
  for (const finding of report.findings.filter(isFixable)) {
    const row = rowOf(finding.rule);
    const { fixes, reason = "?" } = drain(proveFixes(snapshot, report, finding, rules, 1, safeties));
    const weight = finding.occurrences.length;
    if (fixes.length > 0) row.proven += weight;
    else row.reasons.set(reason.slice(0, 70), (row.reasons.get(reason.slice(0, 70)) ?? 0) + weight);
    if (fixes[0]?.kind === "values") row.values += weight;
    if (has("--list")) console.log(`  ${finding.rule}: ${fixes.map(({ title }) => title).join(" | ") || `no: ${reason}`}`);
  }
  count("prove milliseconds", performance.now() - started);
}

function keysOf({ rule, occurrences }: ChartFinding): readonly string[] {
  return occurrences.map(({ finding: { resource, container, message } }) =>
    [rule, resource?.kind, resource?.name, container, message].join(" | "),
  );
}

/** A finding counts as put right where it is not in the report of the fixed chart. */
function countApplied(before: ChartReport, after: ChartReport): void {
  const left = new Map<string, number>();
  for (const key of after.findings.flatMap(keysOf)) left.set(key, (left.get(key) ?? 0) + 1);
  for (const finding of before.findings.filter(isFixable)) {
    const row = rowOf(finding.rule);
    for (const key of keysOf(finding)) {
      row.all++;
      const n = left.get(key) ?? 0;
      if (n === 0) row.applied++;
      else {
        left.set(key, n - 1);
        if (has("--list")) console.log(`  LEFT ${key}`);
      }
    }
  }
}

function checkWithHelm(root: string, snapshot: Snapshot, report: ChartReport, files: ReadonlyMap<string, string>): void {
  if (files.size === 0) return;
  const fresh = path.join(scratch, path.basename(root));
  copyWith(root, files, fresh);
  if (diffs !== undefined) {
    fs.mkdirSync(diffs, { recursive: true });
    fs.writeFileSync(path.join(diffs, `${path.basename(root)}.diff`), diffOf(root, fresh));
  }
  const [was, is] = [helmTemplate(root), helmTemplate(fresh)];
  fs.rmSync(fresh, { recursive: true });
  if (was === undefined) return void count("charts with fixes that helm does not render by default");
  count("charts with fixes, rendered by helm");
  if (is === undefined) return wrong(root, "helm does not render the fixed chart");
  const [before, after] = [judge(was, snapshot, root), judge(is, snapshot, root)];
  const fixable = new Set(report.findings.filter(isFixable).map(({ rule }) => rule));
  for (const [key, n] of before.findings) {
    const rule = key.split(" | ")[0]!;
    if (!fixable.has(rule)) continue;
    rowOf(rule).before += n;
    rowOf(rule).after += Math.min(n, after.findings.get(key) ?? 0);
  }
  for (const [key, n] of after.findings) if (n > (before.findings.get(key) ?? 0)) wrong(root, `new in helm's output: ${key}`);
  const lost = before.objects.filter((one) => !after.objects.includes(one));
  const added = after.objects.filter((one) => !before.objects.includes(one));
  if (lost.length > 0) wrong(root, `lost in helm's output: ${lost.join()}`);
  for (const one of added) console.log(`${path.basename(root)}: added ${one}`);
}

function diffOf(a: string, b: string): string {
  try {
    return execFileSync("diff", ["-ru", a, b], { encoding: "utf8", maxBuffer: 1 << 28 });
  } catch (error) {
    // diff says with 1 that there are differences.
    return (error as { readonly stdout?: string }).stdout ?? "";
  }
}
