// Flags roles whose holder reaches the kubelets' own API.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-nodes-proxy",
  category: "access",
  severity: "error",
  since: "0.2.0",
  summary: "Role can reach the kubelet through the API server",
  sources: ["checkov:CKV2_K8S_2", "trivy:KSV-0047", "kubescape:C-0279", "kyverno:restrict-clusterrole-nodesproxy"],
  standards: ["CIS-5.1.10"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node } of grantsOf(role, right)) report(node, `${role.resource.label} can reach the kubelet of every node`);
  },
});

const right = { targets: { "": ["nodes/proxy"] }, verbs: ["get", "create", "connect"] };
