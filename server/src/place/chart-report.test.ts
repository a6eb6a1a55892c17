// Where findings of charts stand, in the shapes that real charts have.

import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, sample, pod } from "../../../test/harness/chart.ts";

function check(files: Readonly<Record<string, string>>, rule: string | readonly string[], ...expected: readonly string[]): void {
  assert.deepEqual(describe(sample(files, [rule].flat())), expected);
}

const privileged = "Container `web` runs privileged";
const noMemory = "Container `web` has no memory limit";

test("a value that a template prints", () => {
  check(
    {
      "values.yaml": "privileged: true\n",
      "templates/a.yaml": pod("      securityContext:\n        privileged: {{ .Values.privileged }}\n"),
    },
    "privileged-container",
    `values.yaml:1 [true] ${privileged}`,
  );
});

test("a value inside a map that is printed whole", () => {
  check(
    {
      "values.yaml": "web:\n  securityContext:\n    privileged: true\n",
      "templates/a.yaml": pod("      securityContext:\n        {{- toYaml .Values.web.securityContext | nindent 8 }}\n"),
    },
    "privileged-container",
    `values.yaml:3 [true] ${privileged}`,
  );
});

test("a literal stands in the template, also in one that is included", () => {
  check(
    { "templates/a.yaml": pod("      securityContext:\n        privileged: true\n") },
    "privileged-container",
    `templates/a.yaml:10 [true] ${privileged}`,
  );
  check(
    {
      "templates/_lib.tpl": '{{- define "lib.context" -}}\nsecurityContext:\n  privileged: true\n{{- end -}}\n',
      "templates/a.yaml": pod('      {{- include "lib.context" . | nindent 6 }}\n'),
    },
    "privileged-container",
    `templates/_lib.tpl:3 [true] ${privileged}`,
  );
});

test("what is missing stands on the map that was printed, empty or not", () => {
  check(
    {
      "values.yaml": "resources: {}\n",
      "templates/a.yaml": pod("      resources:\n        {{- toYaml .Values.resources | nindent 8 }}\n"),
    },
    "memory-limit-missing",
    `values.yaml:1 [resources] ${noMemory}`,
  );
  check(
    {
      "values.yaml": "web:\n  resources:\n    limits: {cpu: 1}\n",
      "templates/a.yaml": pod("      resources:\n        {{- toYaml .Values.web.resources | nindent 8 }}\n"),
    },
    "memory-limit-missing",
    `values.yaml:3 [limits] ${noMemory}`,
  );
});

test("what is missing stands on the value that switched it off", () => {
  check(
    {
      "values.yaml": "resources: {}\n",
      "templates/a.yaml": pod(
        "      {{- with .Values.resources }}\n      resources:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n",
      ),
    },
    "memory-limit-missing",
    `values.yaml:1 [resources] ${noMemory}`,
  );
  check(
    {
      "values.yaml": "limits:\n  enabled: false\n  memory: 1Gi\n",
      "templates/a.yaml": pod(
        "      {{- if .Values.limits.enabled }}\n      resources: { limits: { memory: {{ .Values.limits.memory }} } }\n      {{- end }}\n",
      ),
    },
    "memory-limit-missing",
    `values.yaml:2 [false] ${noMemory}`,
  );
});

test("where the template has no place for it, on the container in the template", () => {
  check({ "templates/a.yaml": pod("") }, "memory-limit-missing", `templates/a.yaml:7 [web] ${noMemory}`);
});

test("one root cause is one finding: a helper that two containers share", () => {
  check(
    {
      "templates/_lib.tpl":
        '{{- define "lib.container" -}}\nimage: nginx:1.27.1\nsecurityContext: { privileged: true }\n{{- end -}}\n',
      "templates/a.yaml": `${pod("")}      {{- include "lib.container" . | nindent 6 }}\n`.replace(
        "      image: nginx:1.27.1\n",
        "",
      ),
      "templates/b.yaml": `${pod("")}      {{- include "lib.container" . | nindent 6 }}\n`
        .replace("      image: nginx:1.27.1\n", "")
        .replace("-web", "-other"),
    },
    "privileged-container",
    `templates/_lib.tpl:3 [true] ${privileged} ×2`,
  );
});

test("an image's version stands on its own part", () => {
  check(
    {
      "values.yaml": "image:\n  repository: registry.example.com/web\n  tag: 1.2.3\n",
      "values-dev.yaml": "image:\n  tag: latest\n",
      "templates/a.yaml": pod("").replace("nginx:1.27.1", '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"'),
    },
    "image-tag-missing-or-latest",
    "values-dev.yaml:2 [latest] Image `registry.example.com/web:latest` has no fixed tag {dev}",
  );
});

test("with some values sets only", () => {
  check(
    {
      "values.yaml": "privileged: false\n",
      "values-debug.yaml": "privileged: true\n",
      "values-prod.yaml": "other: 1\n",
      "templates/a.yaml": pod("      securityContext:\n        privileged: {{ .Values.privileged }}\n"),
    },
    "privileged-container",
    `values-debug.yaml:1 [true] ${privileged} {debug}`,
  );
});

test("a subchart's finding stands where the parent decides it", () => {
  const subchart = {
    "Chart.yaml":
      "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: 1.0.0\n    repository: https://example.com\n",
    "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
    "charts/db/values.yaml": "privileged: true\n",
    "charts/db/templates/a.yaml": pod("      securityContext:\n        privileged: {{ .Values.privileged }}\n"),
  };
  check({ ...subchart, "values.yaml": "db:\n  size: 1\n" }, "privileged-container", `values.yaml:1 [db] ${privileged}`);
  check(
    { ...subchart, "values.yaml": "db:\n  privileged: true\n" },
    "privileged-container",
    `values.yaml:2 [true] ${privileged}`,
  );
  check({ ...subchart, "values.yaml": "other: 1\n" }, "privileged-container", `Chart.yaml:5 [db] ${privileged}`);
});

test("of what passed through a hole nothing is said", () => {
  check({ "templates/a.yaml": pod("      resources:\n        {{- toYaml .Values.web.resources.deep | nindent 8 }}\n") }, [
    "memory-limit-missing",
  ]);
});

test("comments silence: at the value, in the template, in one profile for that profile", () => {
  const template = pod("      securityContext:\n        privileged: {{ .Values.privileged }}\n");
  const rule = "privileged-container";
  check(
    { "values.yaml": `privileged: true # kube-clinic-ignore ${rule}\n`, "templates/a.yaml": template },
    rule,
    `values.yaml:1 [true] ${privileged} (suppressed)`,
  );
  check(
    {
      "values.yaml": "privileged: true\n",
      "templates/a.yaml": template.replace(
        "      securityContext",
        `      {{- /* kube-clinic-ignore ${rule} */}}\n      securityContext`,
      ),
    },
    rule,
    `values.yaml:1 [true] ${privileged} (suppressed)`,
  );
  check(
    {
      "values.yaml": "privileged: true\n",
      "values-a.yaml": `# kube-clinic-ignore ${rule}\nprivileged: true\n`,
      "templates/a.yaml": template,
    },
    rule,
    `values-a.yaml:2 [true] ${privileged} {a} (suppressed)`,
    `values.yaml:1 [true] ${privileged} {default}`,
  );
});

test("pods of helm test are left alone", () => {
  const hook = pod("      securityContext: { privileged: true }\n").replace(
    "metadata:\n",
    'metadata:\n  annotations: { "helm.sh/hook": test }\n',
  );
  check({ "templates/a.yaml": hook }, "privileged-container");
});
