// Fixes of charts: where they land, what they leave alone, and why there is none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFixes, checkOffers, helper, pod, fixed, sample } from "../../../test/harness/chart.ts";

const hostPid = "  hostPID: {{ .Values.hostPID }}\n";

test("an empty map in the values becomes a block; comments and all else stay", () => {
  checkFixes(
    {
      "values.yaml":
        "# The web container\nweb:\n  securityContext: {} # hardened in production\n  # runAsUser: 1000\n\nother: [1,  2]\n",
      "templates/a.yaml": pod("      securityContext:\n        {{- toYaml .Values.web.securityContext | nindent 8 }}\n"),
    },
    "seccomp-profile-missing",
    {
      "values.yaml":
        "# The web container\nweb:\n  securityContext: # hardened in production\n    seccompProfile:\n      type: RuntimeDefault\n  # runAsUser: 1000\n\nother: [1,  2]\n",
    },
  );
});

test("a map that was switched off by being empty", () => {
  checkFixes(
    {
      "values.yaml": "securityContext: {}\n",
      "templates/a.yaml": pod(
        "      {{- with .Values.securityContext }}\n      securityContext:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n",
      ),
    },
    "privilege-escalation-allowed",
    { "values.yaml": "securityContext:\n  allowPrivilegeEscalation: false\n" },
  );
});

test("a key that the template reads and no values file has", () => {
  checkFixes(
    {
      "values.yaml": "web:\n  image: nginx\n",
      "templates/a.yaml": pod(
        "      {{- with .Values.web.containerSecurityContext }}\n      securityContext:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n",
      ),
    },
    "privilege-escalation-allowed",
    { "values.yaml": "web:\n  image: nginx\n  containerSecurityContext:\n    allowPrivilegeEscalation: false\n" },
  );
});

test("a chart without any values gets a values file's first line", () => {
  checkFixes(
    {
      "values.yaml": "# Nothing yet\n",
      "templates/a.yaml": pod("      securityContext:\n        {{- toYaml .Values.context | nindent 8 }}\n"),
    },
    "privilege-escalation-allowed",
    { "values.yaml": "# Nothing yet\ncontext:\n  allowPrivilegeEscalation: false\n" },
  );
});

test("a template without a place for it gets the lines, at its own indentation", () => {
  checkFixes({ "templates/a.yaml": pod("      ports: []\n") }, "privilege-escalation-allowed", {
    "templates/a.yaml": pod("      securityContext:\n        allowPrivilegeEscalation: false\n      ports: []\n"),
  });
  checkFixes(
    {
      "templates/_lib.tpl": helper(""),
      "templates/a.yaml":
        'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - {{- include "lib.container" . | nindent 6 }}\n',
    },
    "privilege-escalation-allowed",
    { "templates/_lib.tpl": helper("securityContext:\n  allowPrivilegeEscalation: false\n") },
  );
});

test("literals of a template are changed and taken out", () => {
  checkFixes(
    { "templates/a.yaml": pod("      securityContext:\n        privileged: true\n        runAsUser: 5\n") },
    "privileged-container",
    { "templates/a.yaml": pod("      securityContext:\n        runAsUser: 5\n") },
  );
  checkFixes({ "templates/a.yaml": pod("", "  hostPID: true\n") }, "host-pid", { "templates/a.yaml": pod("") });
});

test("a switch in the values", () => {
  checkFixes({ "values.yaml": "hostPID: true # agents\n", "templates/a.yaml": pod("", hostPid) }, "host-pid", {
    "values.yaml": "hostPID: false # agents\n",
  });
  checkFixes(
    { "values.yaml": "debug: true\n", "templates/a.yaml": pod("", "  {{- if .Values.debug }}\n  hostPID: true\n  {{- end }}\n") },
    "host-pid",
    { "values.yaml": "debug: false\n" },
  );
});

test("several findings that need the same map write it once", () => {
  const files = { "templates/a.yaml": pod("") };
  const rules = ["privilege-escalation-allowed", "read-only-root-filesystem-missing", "capability-drop-all-missing"];
  const changed = fixed(sample(files, rules));
  assert.deepEqual(changed["templates/a.yaml"]?.match(/securityContext:/g)?.length, 1);
  assert.deepEqual(sample({ ...files, ...changed }, rules).report.findings, []);
});

test("in one profile only: its own file first, the chart's defaults next", () => {
  checkOffers(
    { "values.yaml": "hostPID: false\n", "values-debug.yaml": "hostPID: true\n", "templates/a.yaml": pod("", hostPid) },
    "host-pid",
    "Remove `hostPID: true` in values-debug.yaml (`hostPID`)",
    "Remove `hostPID: true` in templates/a.yaml",
  );
});

test("why there is no fix", () => {
  const nothing = "It is written in the copy of a subchart, and its values have no place for it";
  checkOffers(
    {
      "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: db, version: 1.0.0}]\n",
      "values.yaml": "db: {}\n",
      "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
      "charts/db/templates/a.yaml": pod("", "  hostPID: true\n"),
    },
    "host-pid",
    nothing,
  );
  checkOffers(
    {
      "values.yaml": "hostPID: true\n",
      "templates/a.yaml": pod("", `{{ if not .Values.hostPID }}{{ fail "it must be on" }}{{ end }}${hostPid}`),
    },
    "host-pid",
    "The chart forbids it: execution error at (web/templates/a.yaml:6:31): it must be on",
  );
});

test("a subchart's value is set in the parent", () => {
  checkFixes(
    {
      "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: db, version: 1.0.0, alias: store}]\n",
      "values.yaml": "store:\n  size: 1\n",
      "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
      "charts/db/values.yaml": "context: {}\n",
      "charts/db/templates/a.yaml": pod("      securityContext:\n        {{- toYaml .Values.context | nindent 8 }}\n"),
    },
    "privilege-escalation-allowed",
    { "values.yaml": "store:\n  size: 1\n  context:\n    allowPrivilegeEscalation: false\n" },
  );
});
