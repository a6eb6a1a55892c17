// Flags templates that print a value which is set nowhere.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "chart-value-undefined",
  category: "chart",
  severity: "warning",
  since: "0.2.0",
  summary: "Template prints a value that is set nowhere",
  sources: [],
  standards: [],
  presets: ["recommended", "strict"],
  on: "rendered",
  check({ absent }, report) {
    for (const { node, path, near, isPart } of absent) {
      // An optional field may be left empty on purpose; half a text is no text.
      if (!isPart && near === undefined) continue;
      const meant = near === undefined ? "" : `, did you mean \`${near}\`?`;
      report(node, `\`${path}\` is set nowhere${meant}`);
    }
  },
});
