// Flags roles whose holder can make tokens of service accounts.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-sa-token-create",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Role can make tokens of service accounts",
  sources: ["kubescape:C-0282"],
  standards: ["CIS-5.1.13"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node } of grantsOf(role, right)) report(node, `${role.resource.label} can make tokens of service accounts`);
  },
});

const right = { targets: { "": ["serviceaccounts/token"] }, verbs: ["create"] };
