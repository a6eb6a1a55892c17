// Flags values that the chart's own schema does not allow.

import { defineRule, type Fix, type InvalidValue } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "chart-values-invalid",
  category: "chart",
  severity: "error",
  since: "0.2.0",
  summary: "Value does not meet the chart's values.schema.json",
  sources: ["chart-verifier:helm-lint"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  on: "values",
  check({ invalid }, report) {
    for (const value of invalid) {
      const { node, pair, missing, message } = value;
      const options = { fixes: () => fixesOf(value) };
      if (missing !== undefined) report.missing(node, [missing], message, options);
      else report(pair?.key ?? node, message, options);
    }
  },
});

function fixesOf({ pair, near }: InvalidValue): readonly Fix[] {
  if (!pair || near === undefined) return [];
  return [{ title: `Rename to \`${near}\``, safety: "safe", edits: [{ op: "rename", target: pair, key: near }] }];
}
