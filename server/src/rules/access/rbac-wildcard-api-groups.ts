// Flags roles whose resources are of every API group.

import { grantsEverything } from "../../kube/rbac.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-wildcard-api-groups",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Role covers every API group",
  sources: ["checkov:CKV_K8S_49", "kics:6b896afb-ca07-467a-b256-1a0077a1c08e"],
  standards: ["CIS-5.1.3"],
  presets: ["strict"],
  fields: ["rules.apiGroups"],
  on: "role",
  check({ rules, resource }, report) {
    for (const granted of rules) {
      // Everything on everything is the matter of rbac-wildcard-all.
      const star = !grantsEverything(granted) && granted.apiGroups.find(({ text }) => text === "*");
      if (star) report(star, `${resource.label} covers resources of every API group`);
    }
  },
});
