// Flags roles whose holder can change admission webhooks.

import { grantsOf, inWords, writing } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-webhook-config",
  category: "access",
  severity: ["warning", "info"],
  since: "0.2.0",
  summary: "Role can change admission webhooks",
  sources: [
    "checkov:CKV_K8S_155",
    "trivy:KSV-0114",
    "kubescape:C-0281",
    "kyverno:restrict-clusterrole-mutating-validating-admission-webhooks",
  ],
  standards: ["CIS-5.1.12"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node, resources, isNamed } of grantsOf(role, right))
      report(node, `${role.resource.label} can change ${inWords(resources)}`, isNamed ? { severity: "info" } : {});
  },
});

const right = {
  targets: { "admissionregistration.k8s.io": ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"] },
  verbs: writing,
};
