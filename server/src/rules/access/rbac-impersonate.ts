// Flags roles whose holder can act as someone else.

import { grantsOf, inWords } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-impersonate",
  category: "access",
  severity: "error",
  since: "0.2.0",
  summary: "Role can impersonate",
  sources: [
    "checkov:CKV2_K8S_3",
    "trivy:KSV-0043",
    "kubescape:C-0065",
    "kubescape:C-0191",
    "kyverno:restrict-escalation-verbs-roles",
    "kics:9f85c3f6-26fd-4007-938a-2e0cb0100980",
  ],
  standards: ["CIS-5.1.8"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node, resources } of grantsOf(role, right))
      report(node, `${role.resource.label} can act as other ${inWords(resources)}`);
  },
});

const right = {
  targets: { "": ["users", "groups", "serviceaccounts"], "authentication.k8s.io": ["uids", "userextras"] },
  verbs: ["impersonate"],
};
