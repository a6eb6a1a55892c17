// Flags Ingresses that take what no rule matches.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-default-backend",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Ingress has a default backend",
  sources: ["kyverno:restrict-ingress-defaultbackend"],
  standards: [],
  presets: [],
  fields: ["spec.defaultBackend"],
  on: "ingress",
  check({ defaultBackend, resource }, report) {
    if (defaultBackend) report(defaultBackend.node, `${resource.label} has a default backend`);
  },
});
