// Flags NetworkPolicies that let traffic to every address.

import { isEveryAddress } from "../../kube/address.ts";
import { networkPolicyOf } from "../../kube/network-policy.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "network-policy-allow-all-egress",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "NetworkPolicy allows traffic to every address",
  sources: ["trivy:KUBE-0002", "popeye:1203"],
  standards: ["NSA"],
  presets: ["strict"],
  fields: ["spec.egress"],
  on: "resource",
  check(resource, report) {
    const policy = networkPolicyOf(resource);
    if (!policy?.governs("egress")) return;
    for (const { node, direction, peers, hasPorts } of policy.rules) {
      if (direction !== "egress") continue;
      if (peers.length === 0 && !hasPorts) report.missing(node, ["to"], `${resource.label} lets out traffic to everywhere`);
      for (const { cidr, cidrNode, except } of peers)
        if (cidrNode && cidr !== undefined && except.length === 0 && isEveryAddress(cidr))
          report(cidrNode, `${resource.label} lets out traffic to everywhere`);
    }
  },
});
