// Flags ports of a container that have no name.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "container-port-unnamed",
  category: "correctness",
  severity: "info",
  since: "0.2.0",
  summary: "Container port without a name",
  sources: ["kyverno:require-container-port-names", "popeye:108"],
  standards: [],
  presets: [],
  fields: ["ports.name"],
  on: "container",
  check({ ports, label }, report) {
    for (const { node, name, containerPort } of ports)
      if (!name) report.missing(node, ["name"], `Container \`${label}\` has no name for port ${containerPort ?? "?"}`);
  },
});
