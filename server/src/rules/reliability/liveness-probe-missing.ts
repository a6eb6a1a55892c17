// Flags containers that … (one sentence).

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "liveness-probe-missing",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  summary: "Noun phrase for lists",
  sources: [],
  standards: [],
  presets: ["strict"],
  on: "container",
  check(container, report) {
    if (container.name === "todo") report(container, `Container \`${container.name}\` …`);
  },
});
