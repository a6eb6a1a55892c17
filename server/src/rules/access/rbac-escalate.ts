// Flags roles whose holder can write rights into roles that he does not have.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-escalate",
  category: "access",
  severity: "error",
  since: "0.2.0",
  summary: "Role can raise its own rights",
  sources: [
    "checkov:CKV_K8S_158",
    "trivy:KSV-0050",
    "kubescape:C-0191",
    "kyverno:restrict-escalation-verbs-roles",
    "kics:8320826e-7a9c-4b0b-9535-578333193432",
  ],
  standards: ["CIS-5.1.8"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node } of grantsOf(role, right))
      report(node, `${role.resource.label} can give roles rights that it does not have`);
  },
});

const right = { targets: { "rbac.authorization.k8s.io": ["roles", "clusterroles"] }, verbs: ["escalate"] };
