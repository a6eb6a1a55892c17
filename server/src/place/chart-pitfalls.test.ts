// What charts do that makes an edit look right which is not: where fixes land all the same, and what they leave alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFixes, checkOffers, helper, pod, fixed, proven, sample } from "../../../test/harness/chart.ts";

const escalation = "privilege-escalation-allowed";
const denied = "securityContext:\n  allowPrivilegeEscalation: false\n";
const indented = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, " ".repeat(by));

const withAccount = (added: string) => pod("", `  {{- if .Values.account }}\n  serviceAccountName: web\n  {{- end }}\n${added}`);

const withDefault = (literal: string) =>
  pod(
    `      {{- if .Values.context }}\n      securityContext:\n        {{- toYaml .Values.context | nindent 8 }}\n      {{- else }}\n      securityContext:\n        runAsUser: 100\n${literal}      {{- end }}\n`,
  );

const dropping = (word: string) => pod(`      securityContext:\n        capabilities: {drop: ["${word}"]}\n`);

test("a line is not put into a branch that is there only sometimes", () => {
  const files = { "values.yaml": "account: true\n", "templates/a.yaml": withAccount("") };
  checkFixes(files, "service-account-token-automount", {
    "templates/a.yaml": withAccount("  automountServiceAccountToken: false\n"),
  });
});

test("what is decided by the cluster is left alone", () => {
  const versioned = `{{- if .Capabilities.APIVersions.Has "none/v1" }}\napiVersion: batch/v1\n{{- else }}\napiVersion: batch/v1beta1\n{{- end }}\nkind: CronJob\nmetadata: {name: a}\n`;
  assert.deepEqual(fixed(sample({ "templates/a.yaml": versioned }, ["api-removed"])), {});
});

test("a line put where another is taken out", () => {
  const privileged = pod("      securityContext:\n        privileged: true\n");
  const rules = ["privileged-container", "read-only-root-filesystem-missing"];
  const changed = fixed(sample({ "templates/a.yaml": privileged }, rules))["templates/a.yaml"] ?? "";
  assert.deepEqual(changed.match(/^ {6}securityContext:$/gm)?.length, 1);
  assert.match(changed, /^ {8}readOnlyRootFilesystem: true$/m);
  assert.doesNotMatch(changed, /privileged/);
});

test("a literal default of a helper is not replaced by a shorter map", () => {
  checkFixes({ "values.yaml": "context: {}\n", "templates/a.yaml": withDefault("") }, escalation, {
    "templates/a.yaml": withDefault("        allowPrivilegeEscalation: false\n"),
  });
});

test("the pod's context and the container's are told apart, whatever they are called", () => {
  const contexts = pod(
    "      {{- with .Values.containerSecurityContext }}\n      securityContext:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n",
    "  {{- with .Values.securityContext }}\n  securityContext:\n    {{- toYaml . | nindent 4 }}\n  {{- end }}\n",
  );
  const files = { "values.yaml": "securityContext: {}\ncontainerSecurityContext: {}\n", "templates/a.yaml": contexts };
  checkFixes(files, escalation, {
    "values.yaml": "securityContext: {}\ncontainerSecurityContext:\n  allowPrivilegeEscalation: false\n",
  });
  checkFixes(files, "seccomp-profile-missing", {
    "values.yaml": "securityContext:\n  seccompProfile:\n    type: RuntimeDefault\ncontainerSecurityContext: {}\n",
  });
});

test("a list in brackets", () => {
  checkFixes({ "templates/a.yaml": dropping("all") }, "capability-drop-all-missing", { "templates/a.yaml": dropping("ALL") });
});

test("no text is put into a map that a value prints", () => {
  const context = '      securityContext:\n        {{- toYaml (omit .Values.context "allowPrivilegeEscalation") | nindent 8 }}\n';
  const files = { "values.yaml": "context:\n  runAsUser: 5\n", "templates/a.yaml": pod(context) };
  assert.deepEqual(fixed(sample(files, [escalation])), {});
  checkOffers(files, escalation, "The chart's helper removes it, or its template has no place for it");
});

test("containers in a list of the values are changed at their item", () => {
  const files = {
    "values.yaml": "extra:\n  - name: side\n    image: nginx:1.27.1\n",
    "templates/a.yaml":
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    {{- toYaml .Values.extra | nindent 4 }}\n",
  };
  checkFixes(files, escalation, { "values.yaml": `${files["values.yaml"]}${indented(denied, 4)}` });
});

test("components that a range prints", () => {
  const files = {
    "values.yaml": "components:\n  api:\n    image: nginx:1.27.1\n  web:\n    image: nginx:1.27.1\n",
    "templates/a.yaml": `{{- range $name, $it := .Values.components }}
---
apiVersion: v1
kind: Pod
metadata:
  name: {{ $name }}
spec:
  containers:
    - name: {{ $name }}
      image: {{ $it.image }}
      {{- with $it.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end }}
`,
  };
  const block = indented(denied, 4);
  checkFixes(files, escalation, {
    "values.yaml": `components:\n  api:\n    image: nginx:1.27.1\n${block}  web:\n    image: nginx:1.27.1\n${block}`,
  });
});

test("a place that writes several containers is changed once", () => {
  const call = '    - {{- include "lib.container" . | nindent 6 }}\n';
  const workload = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n${call}`;
  const files = { "templates/_lib.tpl": helper(""), "templates/a.yaml": workload("a"), "templates/b.yaml": workload("b") };
  checkFixes(files, escalation, { "templates/_lib.tpl": helper(denied) });
});

test("what the chart's schema forbids goes into the template, or nowhere", () => {
  const forbids = JSON.stringify({ properties: { context: { additionalProperties: false, properties: { runAsUser: {} } } } });
  const context =
    "      {{- with .Values.context }}\n      securityContext:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n";
  const files = { "values.schema.json": forbids, "values.yaml": "context: {}\n", "templates/a.yaml": pod(context) };
  assert.deepEqual(fixed(sample(files, [escalation])), {});
  const one = sample(files, [escalation]);
  assert.match(proven(one, one.report.findings[0]!).reason ?? "", /^The chart forbids it/);
});

test("fields that a chart ties to a value come with it, and the title says so", () => {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  replicas: {{ .Values.replicas }}
  {{- if eq (int .Values.replicas) 1 }}
  strategy: {type: Recreate}
  {{- end }}
  selector: {matchLabels: {a: b}}
  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: "nginx:1.27.1"}]}}
`;
  const files = { "values.yaml": "replicas: 1\n", "templates/a.yaml": deployment };
  checkOffers(
    files,
    "deployment-replicas-low",
    "Set `replicas: 2` in values.yaml (`replicas`), with what else the chart sets there",
  );
});
