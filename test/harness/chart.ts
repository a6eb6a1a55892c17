// Small charts for the tests of this room: files by name, judged by the real rules.

import { readFileSync } from "node:fs";
import { bundledCatalogue } from "../../server/src/schema/bundled.ts";
import assert from "node:assert/strict";
import { rules } from "../../server/src/rules/index.ts";
import { indexRules } from "../../server/src/lint/rule-set.ts";
import type { Rule, Safety } from "../../server/src/lint/rule.ts";
import { drain } from "../../server/src/template/render.ts";
import { apply, createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import { fixChart, proveFixes, type ProvenFixes } from "../../server/src/place/chart-fix.ts";
import { reportChart, type ChartFinding, type ChartReport } from "../../server/src/place/chart-report.ts";

export const root = "/ws/web";

const schemas = bundledCatalogue((name) => readFileSync(`schemas/${name}.json`, "utf8"));

export interface Sample {
  readonly snapshot: Snapshot;
  readonly rules: readonly Rule[];
  readonly report: ChartReport;
}

/** A chart `web` in a folder; `only`: the ids of the rules that are run. Files without a Chart.yaml get one. */
export function sample(files: Readonly<Record<string, string>>, only: readonly string[]): Sample {
  const chosen = rules.filter(({ id }) => only.includes(id));
  const all = { "Chart.yaml": 'apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: "2.0"\n', ...files };
  const texts = new Map(Object.entries(all).map(([name, text]) => [`${root}/${name}`, text]));
  const policy = new Map([[`/ws/kube-clinic.yaml`, `extends: []\nrules:\n${only.map((id) => `  ${id}: warning\n`).join("")}`]]);
  const config = { index: indexRules(chosen), today: "2026-01-01", ...(only.includes("schema-invalid") && { schemas }) };
  const change = { files: new Map([...policy, ...texts]), roots: ["/ws"], complete: ["/ws"], charts: [root] };
  const { snapshot } = apply(createSnapshot(config), change);
  return { snapshot, rules: chosen, report: drain(reportChart(snapshot, root, chosen)) };
}

/** `file:line [text] message`, and the number of objects where it is more than one; what is suppressed is marked. */
export function describe({ snapshot, report }: Sample): readonly string[] {
  return report.findings.map((finding) => {
    const { place, message, occurrences, suppressed } = finding;
    const count = occurrences.length > 1 ? ` ×${occurrences.length}` : "";
    const sets = new Set(occurrences.flatMap((one) => one.sets));
    const scope = sets.size < report.sets.length ? ` {${[...sets].join()}}` : "";
    return `${placed(snapshot, place)} ${message}${count}${scope}${suppressed ? " (suppressed)" : ""}`;
  });
}

export function placed(
  snapshot: Snapshot,
  { path, start, end }: { readonly path: string; readonly start: number; readonly end: number },
): string {
  const text = snapshot.files.get(path)?.text ?? "";
  return `${path.slice(root.length + 1)}:${text.slice(0, start).split("\n").length} [${text.slice(start, end)}]`;
}

export function proven({ snapshot, report, rules: chosen }: Sample, finding: ChartFinding): ProvenFixes {
  return drain(proveFixes(snapshot, report, finding, chosen));
}

/** The texts of the files that fixing all changes. */
export function fixed(
  { snapshot, rules: chosen }: Sample,
  safeties: readonly Safety[] = ["safe", "confirm"],
): Record<string, string> {
  const { files } = drain(fixChart(snapshot, root, chosen, new Set(safeties)));
  return Object.fromEntries([...files].map(([path, text]) => [path.slice(root.length + 1), text]));
}

/** A template with one Pod, `container` below its container and `spec` at the top of its spec. */
export const pod = (container: string, spec = "") => `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-web
spec:
${spec}  containers:
    - name: web
      image: nginx:1.27.1
${container}`;

export type Files = Readonly<Record<string, string>>;

/** All fixes of the rule together change exactly these files; what they leave is clean, and a second time nothing changes. */
export function checkFixes(files: Files, rule: string, expected: Files, safeties?: Parameters<typeof fixed>[1]): void {
  const before = sample(files, [rule]);
  const changed = fixed(before, safeties);
  assert.deepEqual(changed, expected);
  const after = sample({ ...files, ...changed }, [rule]);
  assert.deepEqual(
    after.report.findings.map(({ message }) => message),
    [],
  );
  assert.deepEqual(fixed(after, safeties), {});
}

/** The titles of what is offered for the first finding; or why nothing is. */
export function checkOffers(files: Files, rule: string, ...expected: readonly string[]): void {
  const one = sample(files, [rule]);
  const { fixes, reason } = proven(one, one.report.findings[0]!);
  assert.deepEqual(fixes.length > 0 ? fixes.map(({ title }) => title) : [reason], expected);
}

/** A helper for the whole of a container. */
export const helper = (lines: string) => `{{- define "lib.container" -}}\nname: web\nimage: nginx:1.27.1\n${lines}{{- end -}}\n`;
