// Blocks that `nindent` moves to the wrong parent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, sample } from "../../../test/harness/chart.ts";

function check(values: string, template: string, ...expected: readonly string[]): void {
  const files = { "values.yaml": values, "templates/a.yaml": template };
  assert.deepEqual(describe(sample(files, ["schema-invalid"])), expected);
}

const pod = (lines: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
${lines}`;

test("beside its key instead of below it", () => {
  check(
    "resources: { limits: { memory: 1Gi }, requests: { memory: 1Gi } }\n",
    pod("      resources:\n        {{- toYaml .Values.resources | nindent 6 }}\n"),
    "templates/a.yaml:8 [{{- toYaml .Values.resources | nindent 6] `nindent 6` puts `limits`, `requests` beside `resources` instead of below it ×2",
  );
});

test("one level too deep", () => {
  check(
    "more: { tolerations: [], nodeSelector: { a: b } }\n",
    pod("      {{- toYaml .Values.more | nindent 6 }}\n"),
    "templates/a.yaml:7 [{{- toYaml .Values.more | nindent 6] `nindent 6` puts `nodeSelector`, `tolerations` one level too deep ×2",
  );
});

test("right where it is, or unknown everywhere", () => {
  check(
    "resources: { limits: { memory: 1Gi } }\n",
    pod("      resources:\n        {{- toYaml .Values.resources | nindent 8 }}\n"),
  );
  check(
    "resources: { limitz: { memory: 1Gi } }\n",
    pod("      resources:\n        {{- toYaml .Values.resources | nindent 8 }}\n"),
    "values.yaml:1 [resources] Unknown field `limitz`, did you mean `limits`?",
  );
});
