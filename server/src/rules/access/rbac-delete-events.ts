// Flags roles whose holder can delete Events.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-delete-events",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Role can delete Events",
  sources: ["kubescape:C-0031"],
  standards: ["MITRE-Defense-evasion"],
  presets: ["strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node } of grantsOf(role, right)) report(node, `${role.resource.label} can delete Events`);
  },
});

const right = { targets: { "": ["events"], "events.k8s.io": ["events"] }, verbs: ["delete", "deletecollection"] };
