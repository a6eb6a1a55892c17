// Flags Ingress rules for all names below a domain.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-wildcard-host",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Ingress host with a wildcard",
  sources: ["kyverno:restrict-ingress-wildcard", "gatekeeper:K8sBlockWildcardIngress"],
  standards: [],
  presets: ["strict"],
  fields: ["spec.rules.host"],
  on: "ingress",
  check({ rules, resource }, report) {
    for (const { host, hostNode } of rules)
      if (hostNode && host?.includes("*")) report(hostNode, `${resource.label} serves every name of \`${host}\``);
  },
});
