// Flags roles whose holder can change where traffic goes.

import { grantsOf, inWords, writing } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-network-write",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Role can change Services, Ingresses and NetworkPolicies",
  sources: ["trivy:KSV-0056"],
  standards: [],
  presets: [],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node, resources } of grantsOf(role, right))
      report(node, `${role.resource.label} can change ${inWords(resources)}`);
  },
});

const right = {
  targets: {
    "": ["services", "endpoints"],
    "discovery.k8s.io": ["endpointslices"],
    "networking.k8s.io": ["ingresses", "networkpolicies"],
  },
  verbs: writing,
};
