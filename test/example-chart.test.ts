// The example chart shows what charts get wrong, with two profiles and a copy of a subchart.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Safety } from "../server/src/lint/rule.ts";
import { indexRules } from "../server/src/lint/rule-set.ts";
import { fixChart } from "../server/src/place/chart-fix.ts";
import { reportChart, type ChartReport } from "../server/src/place/chart-report.ts";
import { rules } from "../server/src/rules/index.ts";
import { drain } from "../server/src/template/render.ts";
import { apply, createSnapshot, type Snapshot } from "../server/src/workspace/snapshot.ts";

const folder = "/examples/chart";

function open(): Snapshot {
  const names = readdirSync("examples/chart", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.posix.join(entry.parentPath.split(path.sep).join("/"), entry.name));
  const files = new Map(names.map((name) => [`/${name}`, readFileSync(name, "utf8")]));
  const config = { index: indexRules(rules), today: "2026-11-25" };
  return apply(createSnapshot(config), { files, roots: [folder], complete: [folder], charts: [folder] }).snapshot;
}

function report(snapshot: Snapshot): ChartReport {
  return drain(reportChart(snapshot, folder, rules));
}

/** `values.yaml:3 rule`, each once. */
function placesOf(snapshot: Snapshot): readonly string[] {
  return report(snapshot).findings.map(({ place, rule }) => {
    const line = snapshot.files.get(place.path)!.text.slice(0, place.start).split("\n").length;
    return `${place.path.slice(folder.length + 1)}:${line} ${rule}`;
  });
}

test("it renders with each of its values sets", () => {
  const { sets, problems } = report(open());
  assert.deepEqual(
    sets.map(({ set, files }) => [set.name, files.length]),
    [
      ["default", 6],
      ["staging", 6],
      ["prod", 6],
    ],
  );
  assert.deepEqual(
    problems.filter(({ severity }) => severity === "error"),
    [],
  );
});

test("findings stand in values, profiles, templates, and on the parent's block of the subchart", () => {
  const places = placesOf(open());
  for (const place of [
    "values.yaml:4 deployment-replicas-low",
    "values.yaml:12 seccomp-profile-missing",
    "values.yaml:19 memory-limit-missing",
    "values.yaml:25 readiness-probe-missing",
    "values.yaml:34 service-account-token-automount",
    "values.yaml:46 seccomp-profile-missing",
    "values-prod.yaml:5 service-node-port",
    "templates/import-job.yaml:20 privileged-container",
  ])
    assert.ok(places.includes(place), `${place} in\n${places.join("\n")}`);
});

test("fixes are proven, and a second run changes nothing", () => {
  const safeties = new Set<Safety>(["safe", "confirm"]);
  const before = open();
  const { files, snapshot, applied } = drain(fixChart(before, folder, rules, safeties));
  assert.ok(applied > 10);
  assert.deepEqual([...files.keys()].map((name) => name.slice(folder.length + 1)).sort(), [
    "templates/_helpers.tpl",
    "templates/deployment.yaml",
    "templates/import-job.yaml",
    "values-prod.yaml",
    "values.yaml",
  ]);
  const again = drain(fixChart(snapshot, folder, rules, safeties));
  assert.deepEqual([...again.files], []);
  const left = report(snapshot).findings.filter(({ occurrences }) =>
    occurrences[0]!.finding.fixes.some(({ safety }) => safeties.has(safety)),
  );
  assert.deepEqual(
    left.map(({ rule, place }) => `${rule} ${place.path}`),
    [],
  );
});
