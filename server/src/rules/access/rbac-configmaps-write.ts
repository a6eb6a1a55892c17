// Flags roles whose holder can change ConfigMaps.

import { grantsOf, writing } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-configmaps-write",
  category: "access",
  severity: ["info", "warning"],
  since: "0.2.0",
  summary: "Role can change ConfigMaps",
  sources: ["trivy:KSV-0049", "kubescape:C-0037"],
  standards: ["MITRE-Lateral-movement"],
  presets: [],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { rule, node, isNamed } of grantsOf(role, right)) {
      const isDns = rule.resourceNames.some(({ text }) => text === "coredns");
      const which = isDns ? "the cluster's DNS (ConfigMap `coredns`)" : isNamed ? "ConfigMaps by name" : "all ConfigMaps";
      report(node, `${role.resource.label} can change ${which}`, { severity: isDns ? "warning" : "info" });
    }
  },
});

const right = { targets: { "": ["configmaps"] }, verbs: writing };
