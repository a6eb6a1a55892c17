// Flags roles whose holder can attach to other pods.

import { grantsOf, isDefaultRole } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-pod-attach",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Role can attach to pods",
  sources: [
    "polaris:clusterrolePodExecAttach",
    "polaris:rolePodExecAttach",
    "polaris:clusterrolebindingPodExecAttach",
    "polaris:rolebindingClusterRolePodExecAttach",
    "polaris:rolebindingRolePodExecAttach",
    "trivy:KSV-0054",
    "kics:d45330fd-f58d-45fb-a682-6481477a0f84",
  ],
  standards: ["MITRE-Execution"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    if (isDefaultRole(role)) return;
    for (const { node } of grantsOf(role, right)) report(node, `${role.resource.label} can attach to pods`);
  },
});

const right = { targets: { "": ["pods/attach"] }, verbs: ["create", "get"] };
