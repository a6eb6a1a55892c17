// Flags roles whose holder can change who is bound.

import { grantsOf, inWords } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-rolebinding-edit",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Role can change bindings",
  sources: ["trivy:KSV-0055"],
  standards: ["CIS-5.1.8"],
  presets: ["strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node, resources } of grantsOf(role, right))
      report(node, `${role.resource.label} can change ${inWords(resources)}`);
  },
});

const right = { targets: { "rbac.authorization.k8s.io": ["rolebindings", "clusterrolebindings"] }, verbs: ["patch", "update"] };
