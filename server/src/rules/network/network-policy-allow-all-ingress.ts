// Flags NetworkPolicies that let traffic from every address.

import { isEveryAddress } from "../../kube/address.ts";
import { networkPolicyOf } from "../../kube/network-policy.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "network-policy-allow-all-ingress",
  category: "network",
  severity: "warning",
  since: "0.2.0",
  summary: "NetworkPolicy allows traffic from every address",
  sources: ["trivy:KUBE-0001", "popeye:1203"],
  standards: ["NSA"],
  presets: ["strict"],
  fields: ["spec.ingress"],
  on: "resource",
  check(resource, report) {
    const policy = networkPolicyOf(resource);
    if (!policy?.governs("ingress")) return;
    for (const { node, direction, peers } of policy.rules) {
      if (direction !== "ingress") continue;
      if (peers.length === 0) report.missing(node, ["from"], `${resource.label} lets in traffic from everywhere`);
      for (const { cidr, cidrNode, except } of peers)
        if (cidrNode && cidr !== undefined && except.length === 0 && isEveryAddress(cidr))
          report(cidrNode, `${resource.label} lets in traffic from everywhere`);
    }
  },
});
