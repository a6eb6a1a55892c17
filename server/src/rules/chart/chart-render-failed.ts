// Stands for charts whose templates do not render: they are reported as problems.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "chart-render-failed",
  category: "chart",
  severity: ["error", "warning"],
  since: "0.2.0",
  summary: "Templates do not render, or render what is no YAML",
  sources: ["chart-verifier:helm-lint"],
  standards: [],
  presets: ["recommended", "strict"],
  on: "chart",
  // Without the render there is nothing to judge: whoever renders says why it failed.
  check() {},
});
