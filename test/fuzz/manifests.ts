// Tries every rule and every fix on a folder of manifests: `npm run try -- FOLDER`. Prints what went wrong, and counts.

import { readFileSync } from "node:fs";
import path from "node:path";
import { applyTextEdits } from "../../server/src/base/text-edit.ts";
import { disk } from "../../server/src/host/disk.ts";
import { walk } from "../../server/src/host/walk.ts";
import type { FileFinding, FileReport } from "../../server/src/lint/finding.ts";
import { editsOf, fixFile } from "../../server/src/lint/fix.ts";
import { reportFile } from "../../server/src/lint/report.ts";
import type { Fix, Safety } from "../../server/src/lint/rule.ts";
import { indexRules } from "../../server/src/lint/rule-set.ts";
import { parseSelection } from "../../server/src/policy/select.ts";
import { rules } from "../../server/src/rules/index.ts";
import { apply, createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";

const root = path.resolve(process.argv[2] ?? ".");
const index = indexRules(rules);
const { selection } = parseSelection({ select: ["all"] }, index);
const files = new Map([...walk(disk, root)].flatMap((step) => step.files).map((file) => [file, readFileSync(file, "utf8")]));
const snapshot = apply(createSnapshot({ index, today: "2026-11-24", selection, policy: "none" }), {
  files,
  roots: [root],
  complete: [root],
}).snapshot;
const everything: { safeties: ReadonlySet<Safety> } = { safeties: new Set<Safety>(["safe", "confirm", "template"]) };

const counts = { files: files.size, manifests: 0, findings: 0, problems: 0, crashes: 0, fixes: 0, wrong: 0 };
const perRule = new Map<string, number>();
for (const file of files.keys()) tryFile(file);
for (const [rule, count] of [...perRule].sort((a, b) => b[1] - a[1])) console.log(`${String(count).padStart(6)} ${rule}`);
console.log(counts);
process.exitCode = counts.wrong + counts.crashes > 0 ? 1 : 0;

function tryFile(file: string): void {
  const report = reportFile(snapshot, file, rules);
  if (snapshot.kindOf(file) === "manifest") counts.manifests++;
  counts.findings += report.findings.length;
  counts.problems += report.problems.length;
  for (const { start, message } of report.problems)
    say(file, `line ${report.file.text.slice(0, start).split("\n").length}: ${message}`);
  for (const { rule, error } of report.crashes) {
    counts.crashes++;
    say(file, `${rule} failed: ${String(error)}`);
  }
  for (const found of report.findings) {
    perRule.set(found.finding.rule, (perRule.get(found.finding.rule) ?? 0) + 1);
    for (const fix of found.finding.fixes) tryFix(report, found, fix);
  }
  const once = fixFile(snapshot, file, rules, everything);
  const twice = fixFile(once.snapshot, file, rules, everything);
  if (twice.text !== once.text) wrong(file, "a second run of all fixes changes the file");
  if (problemsOf(once.snapshot, file) > report.problems.length) wrong(file, "after all fixes it does not parse");
}

function tryFix(report: FileReport, { finding, part }: FileFinding, fix: Fix): void {
  const { path: file, text } = report.file;
  const what = `${finding.rule}: ${fix.title}`;
  const edits = editsOf(part, fix);
  counts.fixes++;
  if (!edits) return wrong(file, `${what}: can't be carried out`);
  const fixed = applyTextEdits(text, edits);
  const next = apply(snapshot, { files: new Map([[file, fixed]]) }).snapshot;
  if (problemsOf(next, file) > report.problems.length) wrong(file, `${what}: the result does not parse`);
  const left = (one: FileReport) => one.findings.filter((other) => sameFault(other, finding)).length;
  if (left(reportFile(next, file, rules)) >= left(report)) wrong(file, `${what}: is found again`);
  const changed = edits.reduce((sum, edit) => sum + edit.end - edit.start, 0);
  if (changed > 2000) wrong(file, `${what}: replaces ${changed} characters`);
}

function sameFault({ finding }: FileFinding, other: FileFinding["finding"]): boolean {
  const { rule, message, resource } = finding;
  return (
    rule === other.rule &&
    message === other.message &&
    resource?.kind === other.resource?.kind &&
    resource?.name === other.resource?.name
  );
}

function problemsOf(state: Snapshot, file: string): number {
  return reportFile(state, file, rules).problems.length;
}

function wrong(file: string, message: string): void {
  counts.wrong++;
  say(file, message);
}

function say(file: string, message: string): void {
  console.log(`${path.relative(root, file)}: ${message}`);
}
