// The example shop shows the first rules where a company meets them; `fixed` is the same shop put right.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { fixAll } from "../server/src/cli/fix.ts";
import type { FileFinding } from "../server/src/lint/finding.ts";
import { reportFile } from "../server/src/lint/report.ts";
import type { Safety } from "../server/src/lint/rule.ts";
import { indexRules } from "../server/src/lint/rule-set.ts";
import { parseSelection } from "../server/src/policy/select.ts";
import { rules } from "../server/src/rules/index.ts";
import { apply, createSnapshot, type Snapshot } from "../server/src/workspace/snapshot.ts";
import { scanned } from "./harness/scanned.ts";

const shownRules = `
  privileged-container privilege-escalation-allowed run-as-non-root-missing run-as-user-root read-only-root-filesystem-missing
  capability-drop-all-missing capability-add-dangerous seccomp-profile-missing seccomp-unconfined host-network host-pid host-ipc
  host-path-volume container-runtime-socket-mount service-account-token-automount secret-in-env-literal rbac-cluster-admin-binding
  rbac-wildcard-all rbac-wildcard-verbs rbac-wildcard-resources rbac-secrets-access service-load-balancer service-node-port
  ingress-tls-missing image-tag-missing-or-latest image-registry-not-allowed liveness-probe-missing readiness-probe-missing
  probes-identical cpu-request-missing memory-request-missing memory-limit-missing cpu-limit-missing deployment-replicas-low
  pdb-missing api-removed`
  .trim()
  .split(/\s+/);

const levels: readonly (readonly [name: string, safeties: readonly Safety[]])[] = [
  ["--fix", ["safe"]],
  ["--fix=confirm", ["safe", "confirm"]],
  ["--fix=template", ["safe", "confirm", "template"]],
];

describe("examples/shop", () => {
  test("shows each of the first rules", () => {
    const snapshot = open("examples/shop", ["all"]);
    const found = new Set(findingsIn(snapshot).map(({ finding }) => finding.rule));
    assert.deepEqual(
      shownRules.filter((id) => !found.has(id)),
      [],
    );
    assert.deepEqual(problemsIn(snapshot), []);
  });

  test("has an override that holds once its comment marks are gone", () => {
    const snapshot = open("examples/shop");
    const path = "/examples/shop/kube-clinic.yaml";
    const written = snapshot.files.get(path)!.text;
    const text = written.replace(/^# overrides:[^]*/m, (block) => block.replaceAll(/^# /gm, ""));
    assert.notEqual(text, written);
    const after = apply(snapshot, { files: new Map([[path, text]]) }).snapshot;
    assert.deepEqual(problemsIn(after), []);
    assert.equal(rulesAt(snapshot, "host-network").length, 1);
    assert.deepEqual(rulesAt(after, "host-network"), []);
  });

  test("is small enough to be read", () => {
    const lines = [...open("examples/shop").files.values()].reduce((sum, { text }) => sum + text.split("\n").length - 1, 0);
    assert.ok(lines < 380, `${lines} lines`);
  });

  test("is fixed level by level, down to what no fix can know", () => {
    let snapshot = open("examples/shop", ["all"]);
    const before = snapshot;
    for (const [name, safeties] of levels) {
      const { snapshot: after, fixed } = fix(snapshot, safeties);
      assert.notDeepEqual(fixed, [], name);
      assert.deepEqual(problemsIn(after), [], name);
      assert.deepEqual(fix(after, safeties).fixed, [], `${name}: a second run changes something`);
      assert.deepEqual(
        findingsIn(after).filter(({ finding }) => finding.fixes.some(({ safety }) => safeties.includes(safety))),
        [],
        name,
      );
      snapshot = after;
    }
    const fixes = new Map(rules.map((rule) => [rule.id, rule.fixes ?? []]));
    const left = new Set(findingsIn(snapshot).map(({ finding }) => finding.rule));
    // No second document can stand behind JSON, so the CronJob's policy is left to the reader.
    left.delete("network-policy-missing");
    assert.deepEqual(
      [...left].filter((id) => fixes.get(id)!.length > 0),
      [],
    );
    assert.deepEqual(rulesAt(snapshot, "probes-identical"), rulesAt(before, "probes-identical"));
  });

  test("keeps its comments, its line ends and its JSON", () => {
    const before = open("examples/shop", ["all"]);
    const { snapshot: after } = fix(before, ["safe", "confirm", "template"]);
    for (const [path, { text }] of after.files) {
      const old = before.files.get(path)!.text;
      assert.deepEqual(scanned.ownComments(text), scanned.ownComments(old), path);
      const ends = new Set(text.match(/\r?\n/g));
      assert.deepEqual([...ends], [path.endsWith("/worker.yaml") ? "\r\n" : "\n"], path);
      if (path.endsWith(".json")) JSON.parse(text);
    }
  });
});

describe("examples/fixed", () => {
  test("is clean under its policy, which asks for more than the shop's", () => {
    const snapshot = open("examples/fixed");
    assert.deepEqual(findingsIn(snapshot).map(describeFinding), []);
    assert.deepEqual(problemsIn(snapshot), []);
    const { rules: strict } = snapshot.settingsFor(filesIn(snapshot)[0]!);
    const { rules: usual } = open("examples/shop").settingsFor("/examples/shop/web.yaml");
    assert.deepEqual(
      [...usual.keys()].filter((id) => !strict.has(id)),
      [],
    );
    assert.ok(strict.size > usual.size);
  });

  test("has the shop's files and objects, and nothing excused without a reason", () => {
    const snapshot = open("examples/fixed");
    const names = (all: Snapshot) => filesIn(all).map((path) => path.split("/").at(-1));
    assert.deepEqual(names(snapshot), names(open("examples/shop")));
    const suppressed = filesIn(snapshot).flatMap((path) =>
      reportFile(snapshot, path, rules).findings.flatMap((finding) => finding.suppressed ?? []),
    );
    assert.ok(suppressed.length > 0);
    assert.ok(suppressed.every(({ reason }) => reason));
  });
});

test("examples as one folder are judged as each for itself", () => {
  const both = findingsIn(open("examples")).map(describeFinding);
  const apart = ["examples/fixed", "examples/shop"].flatMap((folder) => findingsIn(open(folder)).map(describeFinding));
  assert.deepEqual(both, apart);
});

/** The folder as `check` reads it, with `--extend-select` of these. */
function open(folder: string, extendSelect: readonly string[] = []): Snapshot {
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((path) => /\.(?:ya?ml|json)$/.test(path))
    .sort()
    .map((path) => [`/${path}`, readFileSync(path, "utf8")] as const);
  const index = indexRules(rules);
  const { selection, problems } = parseSelection(extendSelect.length > 0 ? { extendSelect } : {}, index);
  assert.deepEqual(problems, []);
  const snapshot = createSnapshot({ index, today: "2026-11-24", selection });
  return apply(snapshot, { files: new Map(texts), roots: [`/${folder}`], complete: [`/${folder}`] }).snapshot;
}

/** Manifests. */
function filesIn(snapshot: Snapshot): readonly string[] {
  return [...snapshot.files.keys()].filter((path) => snapshot.kindOf(path) === "manifest");
}

function findingsIn(snapshot: Snapshot): readonly FileFinding[] {
  return filesIn(snapshot).flatMap((path) =>
    reportFile(snapshot, path, rules).findings.filter(({ suppressed }) => suppressed === undefined),
  );
}

/** Of the policy too; a rule that threw is one. */
function problemsIn(snapshot: Snapshot): readonly string[] {
  return [...snapshot.files.keys()].flatMap((path) => {
    const { problems, crashes } = reportFile(snapshot, path, rules);
    return [...problems.map(({ message }) => message), ...crashes.map(({ rule, error }) => `${rule}: ${String(error)}`)];
  });
}

function fix(snapshot: Snapshot, safeties: readonly Safety[]) {
  return fixAll(snapshot, filesIn(snapshot), rules, new Set(safeties));
}

function rulesAt(snapshot: Snapshot, rule: string): readonly string[] {
  return findingsIn(snapshot)
    .filter(({ finding }) => finding.rule === rule)
    .map(describeFinding);
}

function describeFinding({ finding, severity }: FileFinding): string {
  return `${severity} ${finding.rule} ${finding.resource?.label}: ${finding.message}`;
}
