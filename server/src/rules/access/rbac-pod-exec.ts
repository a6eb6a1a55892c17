// Flags roles whose holder can run commands in other pods.

import { grantsOf, isDefaultRole } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-pod-exec",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Role can run commands in pods",
  sources: [
    "polaris:clusterrolePodExecAttach",
    "polaris:rolePodExecAttach",
    "polaris:clusterrolebindingPodExecAttach",
    "polaris:rolebindingClusterRolePodExecAttach",
    "polaris:rolebindingRolePodExecAttach",
    "checkov:CKV2_K8S_2",
    "trivy:KSV-0053",
    "kubescape:C-0002",
    "kics:c589f42c-7924-4871-aee2-1cede9bc7cbc",
  ],
  standards: ["NSA", "MITRE-Execution"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    if (isDefaultRole(role)) return;
    for (const { node } of grantsOf(role, right)) report(node, `${role.resource.label} can run commands in pods`);
  },
});

const right = { targets: { "": ["pods/exec"] }, verbs: ["create", "get"] };
