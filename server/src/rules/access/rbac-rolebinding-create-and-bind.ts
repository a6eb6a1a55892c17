// Flags roles that together create bindings and bind any role.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-rolebinding-create-and-bind",
  category: "access",
  severity: ["error", "warning"],
  since: "0.2.0",
  summary: "Role can bind any role to itself",
  sources: ["trivy:KSV-0051", "trivy:KSV-0052"],
  standards: ["CIS-5.1.8"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    const [binding] = grantsOf(role, bind);
    const [creating] = grantsOf(role, create);
    if (!binding || !creating) return;
    report(binding.node, `${role.resource.label} can create bindings and bind roles whose rights it does not have`, {
      ...(binding.isNamed && { severity: "warning" as const }),
      related: [{ node: creating.node, message: "Creates bindings" }],
    });
  },
});

const group = "rbac.authorization.k8s.io";
const bind = { targets: { [group]: ["roles", "clusterroles"] }, verbs: ["bind"] };
const create = { targets: { [group]: ["rolebindings", "clusterrolebindings"] }, verbs: ["create"] };
