// Flags roles whose holder can create PersistentVolumes.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-persistent-volume-create",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Role can create PersistentVolumes",
  sources: ["kubescape:C-0278"],
  standards: ["CIS-5.1.9"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node } of grantsOf(role, right)) report(node, `${role.resource.label} can create PersistentVolumes`);
  },
});

const right = { targets: { "": ["persistentvolumes"] }, verbs: ["create"] };
