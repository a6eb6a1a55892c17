// Flags Ingress rules for every host.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-host-empty",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Ingress rule without a host",
  sources: ["kyverno:disallow-empty-ingress-host", "gatekeeper:K8sBlockWildcardIngress"],
  standards: [],
  presets: ["strict"],
  fields: ["spec.rules.host"],
  on: "ingress",
  check({ rules, resource }, report) {
    for (const { host, node, paths } of rules)
      if (host === undefined && paths.length > 0) report.missing(node, ["host"], `${resource.label} has a rule for every host`);
  },
});
