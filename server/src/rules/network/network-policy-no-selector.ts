// Flags NetworkPolicies that select nothing and nobody by labels.

import { networkPolicyOf } from "../../kube/network-policy.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "network-policy-no-selector",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "NetworkPolicy without any selector",
  sources: ["trivy:KSV-0038"],
  standards: ["NSA", "CIS-5.3.2"],
  presets: ["strict"],
  fields: ["spec.podSelector"],
  on: "resource",
  check(resource, report) {
    const policy = networkPolicyOf(resource);
    if (
      !policy ||
      policy.podSelectorNode ||
      policy.rules.some(({ peers }) => peers.some(({ pods, namespaces }) => pods ?? namespaces))
    )
      return;
    report.missing(resource, ["spec", "podSelector"], `${resource.label} has no selector`);
  },
});
