// Flags roles that want to delete the logs of pods.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-delete-pod-logs",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Role is to delete logs of pods",
  sources: ["trivy:KSV-0042"],
  standards: [],
  presets: ["strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node } of grantsOf(role, right))
      report(node, `${role.resource.label} asks to delete logs of pods, which nothing can`);
  },
});

const right = { targets: { "": ["pods/log"] }, verbs: ["delete", "deletecollection"], named: true };
