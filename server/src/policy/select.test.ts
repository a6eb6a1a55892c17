// What the command line selects: every way to name rules, and who wins.

import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultSettings } from "./defaults.ts";
import { loadPolicy } from "./load.ts";
import { sampleIndex } from "./sample-index.ts";
import { applySelection, parseSelection, rulesOf, type SelectionWords } from "./select.ts";
import { rulesOfForeignId, rulesOfSource } from "./sources.ts";

function checkName(name: string, expected: string): void {
  assert.equal(rulesOf(name, sampleIndex).join(" "), expected, name);
}

test("names", () => {
  checkName("host-network", "host-network");
  checkName("pod-security", "privileged-container host-network run-as-non-root-missing fs-group-missing");
  checkName("security", "privileged-container host-network run-as-non-root-missing image-registry-not-allowed fs-group-missing");
  checkName("PSS-R", "run-as-non-root-missing");
  checkName("PSS", "privileged-container host-network run-as-non-root-missing");
  checkName("CIS-5.2", "privileged-container host-network run-as-non-root-missing");
  checkName("CIS-5.2.2", "privileged-container");
  checkName("NSA", "privileged-container");
  checkName("polaris:runAsPrivileged", "privileged-container");
  checkName("runAsPrivileged", "privileged-container");
  checkName("CKV_K8S_16", "privileged-container");
  checkName("KSV-0017", "privileged-container");
  checkName("AVD-KSV-0017", "privileged-container");
  checkName("trivy:KSV017", "privileged-container");
  checkName("C-0211", "privileged-container run-as-non-root-missing");
  checkName("kubescape:C-0211", "privileged-container run-as-non-root-missing");
  checkName("all", [...sampleIndex.keys()].join(" "));
  checkName("CIS-5.2.", "");
  checkName("checkov:C-0211", "");
  checkName("nope", "");
  assert.deepEqual(rulesOfSource(sampleIndex, "trivy", "KSV017"), ["privileged-container"]);
  assert.deepEqual(rulesOfForeignId(sampleIndex, "C-0041"), ["host-network"]);
});

const policyText = `
rules: { host-network: off, privileged-container: info, cpu-limit-missing: { severity: off, options: { unit: c } } }
overrides: [{ match: { names: [a] }, rules: { fs-group-missing: warning } }]
`;

function check(words: SelectionWords, expected: string, text = policyText): void {
  const { settings } = loadPolicy("/w/kube-clinic.yaml", () => text, sampleIndex, "2026-06-15");
  const { selection, problems } = parseSelection(words, sampleIndex);
  assert.deepEqual(problems, []);
  const applied = applySelection(settings, sampleIndex, selection);
  const shown = [...applied.rules].map(([id, { severity }]) => (severity ? `${id}=${severity}` : id)).join(" ");
  assert.equal(shown, expected);
  assert.equal(applySelection(settings, sampleIndex, selection), applied);
}

test("who wins", () => {
  const policy = "privileged-container=info run-as-non-root-missing env-ref-unknown fs-group-missing=off";
  check({}, policy);
  check({ select: ["privileged-container", "host-network"] }, "privileged-container=info host-network");
  check({ select: ["fs-group-missing"] }, "fs-group-missing");
  check({ select: [] }, "");
  check({ extendSelect: ["host-network"] }, policy.replace("run-as", "host-network run-as"));
  check({ extendSelect: ["fs-group-missing"] }, policy.replace("=off", ""));
  check({ ignore: ["env-ref-unknown"] }, policy.replace("env-ref-unknown ", ""));
  check(
    { select: ["pod-security"], ignore: ["host-network", "fs-group-missing"] },
    "privileged-container=info run-as-non-root-missing",
  );
  check({ select: ["NSA"], extendSelect: ["correctness"], ignore: ["all"] }, "");
  check({ select: ["NSA"], extendSelect: ["correctness"] }, "privileged-container=info env-ref-unknown");
});

test("a rule that needs a list is silent without it", () => {
  check({ select: ["image-registry-not-allowed"] }, "");
  check({ select: ["image-registry-not-allowed"] }, "image-registry-not-allowed", "images: { trusted: [a] }");
});

test("a selected rule keeps the options of the policy", () => {
  const { settings } = loadPolicy("/w/kube-clinic.yaml", () => policyText, sampleIndex, "2026-06-15");
  const { selection } = parseSelection({ extendSelect: ["efficiency"] }, sampleIndex);
  const setting = applySelection(settings, sampleIndex, selection).rules.get("cpu-limit-missing");
  assert.equal(setting?.severity, undefined);
  assert.equal(setting?.options["unit"], "c");
  assert.equal(setting?.options["minimum"], 1);
});

test("minors of the command line", () => {
  const { selection, problems } = parseSelection({ kubernetes: ["1.34", "1.30", "1.3", "1.99"] }, sampleIndex);
  assert.deepEqual(applySelection(defaultSettings(sampleIndex), sampleIndex, selection).kubernetes, ["1.30", "1.34"]);
  assert.deepEqual(problems, [
    "--kubernetes: `1.3` is no Kubernetes minor (did you mean `1.30`?)",
    "--kubernetes: Kubernetes `1.99` is not supported, only `1.28` to `1.36`",
  ]);
});

test("unknown names are said with the nearest right one", () => {
  const { selection, problems } = parseSelection(
    { select: ["host-netwrk", "securty"], ignore: ["CKV_K8S_61", "zzzzzz"] },
    sampleIndex,
  );
  assert.deepEqual(problems, [
    "--select: unknown rule, category, standard or id `host-netwrk` (did you mean `host-network`?)",
    "--select: unknown rule, category, standard or id `securty` (did you mean `security`?)",
    "--ignore: unknown rule, category, standard or id `CKV_K8S_61` (did you mean `CKV_K8S_16`?)",
    "--ignore: unknown rule, category, standard or id `zzzzzz`",
  ]);
  assert.equal(selection.select?.size, 0);
});
