// Stands for charts whose Chart.yaml is invalid: they are reported as problems.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "chart-file-invalid",
  category: "chart",
  severity: ["error", "warning"],
  since: "0.2.0",
  summary: "Chart.yaml is invalid",
  sources: ["chart-verifier:helm-lint"],
  standards: [],
  presets: ["recommended", "strict"],
  on: "chart",
  // Without its metadata a chart is none: whoever loads it says why.
  check() {},
});
