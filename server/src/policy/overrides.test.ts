// Overrides: what they match, which one wins, when a reason is needed, and what happens after their last day.

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadPolicy } from "./load.ts";
import { decisionFor, settingFor, type OverridePlace } from "./overrides.ts";
import { sampleIndex } from "./sample-index.ts";

const today = "2026-06-15";

function load(text: string, path = "/w/shop/kube-clinic.yaml") {
  return loadPolicy(path, (asked) => (asked === path ? text : undefined), sampleIndex, today);
}

const web: OverridePlace = {
  file: "/w/shop/legacy/k8s/web.yaml",
  kind: "DaemonSet",
  namespace: "kube-system",
  name: "node-exporter",
  labels: new Map([
    ["tier", "system"],
    ["app", "node"],
  ]),
};

function checkMatch(match: string, expected: boolean, place: OverridePlace = web): void {
  const policy = load(`overrides:\n  - match: ${match}\n    rules: { host-network: off }\n    reason: x\n`);
  assert.deepEqual(policy.problems, [], match);
  assert.equal(settingFor(policy, place, "host-network"), expected ? "off" : undefined, match);
  assert.equal(settingFor(policy, place, "privileged-container"), undefined);
}

test("files", () => {
  checkMatch("{ files: [legacy/**] }", true);
  checkMatch("{ files: [./legacy/**] }", true);
  checkMatch("{ files: [legacy/] }", true);
  checkMatch("{ files: [/legacy/] }", true);
  checkMatch("{ files: [other/**, web.yaml] }", true);
  checkMatch("{ files: ['*.{yml,yaml}'] }", true);
  checkMatch("{ files: [legacy] }", false);
  checkMatch("{ files: ['legacy/*'] }", false);
  checkMatch("{ files: ['k8s/**'] }", false);
  checkMatch("{ files: ['**/k8s/*'] }", true);
  checkMatch("{ files: [] }", false);
  checkMatch("{ files: ['**'] }", false, { ...web, file: "/w/other/web.yaml" });
  checkMatch("{ files: ['../other/*'] }", true, { ...web, file: "/w/other/web.yaml" });
});

test("kinds, namespaces, names, labels: all that is named must hold", () => {
  checkMatch("{ kinds: [Deployment, DaemonSet] }", true);
  checkMatch("{ kinds: ['*Set'] }", true);
  checkMatch("{ kinds: [daemonset] }", false);
  checkMatch("{ namespaces: [kube-*] }", true);
  checkMatch("{ names: [node-*], namespaces: [default] }", false);
  checkMatch("{ labels: { tier: system, app: node } }", true);
  checkMatch("{ labels: { tier: system, app: web } }", false);
  checkMatch("{ labels: { team: '*' } }", false);
  checkMatch("{ labels: { tier: '*' } }", true);
  checkMatch(
    "{ files: [legacy/**], kinds: [DaemonSet], namespaces: [kube-system], names: ['node-*'], labels: { tier: system } }",
    true,
  );
  checkMatch("{ kinds: ['*'] }", false, { file: web.file });
  checkMatch("{ files: ['**'] }", true, { file: web.file });
});

test("the last one that matches and speaks of the rule wins", () => {
  const policy = load(`overrides:
  - { match: { kinds: [DaemonSet] }, rules: { host-network: off }, reason: a }
  - { match: { names: ["node-*"] }, rules: { host-network: info }, reason: b, until: 2027-01-31 }
  - { match: { names: ["other"] }, rules: { host-network: error } }
  - { match: { kinds: [DaemonSet] }, rules: { privileged-container: warning }, reason: c }
`);
  assert.deepEqual(policy.problems, []);
  const decision = decisionFor(policy, web, "host-network");
  assert.equal(decision?.level, "info");
  assert.equal(decision?.override.reason, "b");
  assert.equal(decision?.override.until, "2027-01-31");
  assert.equal(settingFor(policy, web, "privileged-container"), "warning");
  assert.equal(settingFor({ overrides: [] }, web, "host-network"), undefined);
});

test("a rule that is off and that an override switches on runs, and is off elsewhere", () => {
  const policy = load(
    "rules: { host-network: off }\noverrides: [{ match: { names: [node-*] }, rules: { host-network: error, fs-group-missing: info } }]",
  );
  assert.deepEqual(policy.problems, []);
  assert.equal(policy.settings.rules.get("host-network")?.severity, "off");
  assert.equal(policy.settings.rules.get("fs-group-missing")?.severity, "off");
  assert.equal(settingFor(policy, web, "host-network"), "error");
  assert.equal(settingFor(policy, { ...web, name: "x" }, "host-network"), undefined);
});

/** `expected`: the first problem, with the text it stands on. */
function checkProblem(text: string, expected: string | undefined, applies: boolean): void {
  const policy = load(text);
  const [problem] = policy.problems;
  const shown =
    problem && `${text.slice(problem.start, problem.end)}: ${problem.severity === "warning" ? "w: " : ""}${problem.message}`;
  assert.equal(shown, expected);
  assert.equal(policy.overrides.length > 0, applies);
}

function override(rules: string, more = ""): string {
  return `overrides: [{ match: { kinds: [Pod] }, rules: ${rules}${more} }]`;
}

function missing(rule: string): string {
  return `${rule}: \`reason\` is missing: this override weakens \`${rule}\``;
}

test("a weaker level needs a reason", () => {
  checkProblem(override("{ host-network: off }"), missing("host-network"), true);
  checkProblem(override("{ host-network: warning }"), missing("host-network"), true);
  checkProblem(override("{ host-network: off }", ", reason: ' '"), missing("host-network"), true);
  checkProblem(override("{ host-network: error }"), undefined, true);
  checkProblem(override("{ host-network: off }", ", reason: x"), undefined, true);
  checkProblem(override("{ fs-group-missing: off }"), undefined, true);
  checkProblem(override("{ env-ref-unknown: warning }"), missing("env-ref-unknown"), true);
  checkProblem(`rules: { host-network: info }\n${override("{ host-network: warning }")}`, undefined, true);
  checkProblem(
    `rules: { host-network: info }\n${override("{ privileged-container: error, host-network: off }")}`,
    missing("host-network"),
    true,
  );
});

test("dates", () => {
  const off = "{ host-network: off }";
  checkProblem(override(off, `, reason: x, until: ${today}`), undefined, true);
  checkProblem(override(off, `, reason: x, until: "2027-01-31"`), undefined, true);
  checkProblem(
    override(off, `, reason: x, until: 2026-06-14`),
    "2026-06-14: w: This override ended on `2026-06-14` and no longer applies",
    false,
  );
  checkProblem(override(off, `, reason: x, until: 2026-02-29`), "2026-02-29: `2026-02-29` is no day of the calendar", false);
  checkProblem(
    override(off, `, reason: x, until: 2024-02-29`),
    "2024-02-29: w: This override ended on `2024-02-29` and no longer applies",
    false,
  );
  checkProblem(
    override(off, `, reason: x, until: next year`),
    "next year: `next year` is no date, write it as `2027-01-31`",
    false,
  );
});

/** How many overrides with this match come out. */
function apply(match: string): number {
  return load(`overrides: [{ match: ${match}, rules: { host-network: off }, reason: x }]`).overrides.length;
}

test("an override that was not understood whole does not apply", () => {
  assert.equal(apply("{ kinds: [Pod] }"), 1);
  assert.equal(apply("{ kinds: Pod }"), 0);
  assert.equal(apply("{ kinds: [Pod], nams: [a] }"), 0);
  assert.equal(apply("{}"), 0);
  assert.equal(apply("{ kinds: ~ }"), 0);
  assert.equal(apply("[a]"), 0);
});
