// Flags bindings that hand out cluster-admin.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-cluster-admin-binding",
  category: "access",
  severity: "error",
  since: "0.1.0",
  summary: "Binding to `cluster-admin`",
  sources: [
    "polaris:clusterrolebindingClusterAdmin",
    "polaris:rolebindingClusterAdminClusterRole",
    "kube-linter:cluster-admin-role-binding",
    "trivy:KSV-0111",
    "kubescape:C-0185",
    "kubescape:C-0035",
    "kyverno:restrict-binding-clusteradmin",
    "kics:249328b8-5f0f-409f-b1dd-029f07882e11",
  ],
  standards: ["CIS-5.1.1", "NSA", "MITRE-Privilege-escalation"],
  presets: ["recommended", "strict"],
  fields: ["roleRef.name"],
  on: "binding",
  check({ roleRef, subjects, resource, isCluster }, report) {
    if (!roleRef?.nameNode || roleRef.kind !== "ClusterRole" || roleRef.name !== "cluster-admin") return;
    // The API server's own binding: members of this group pass every authorizer anyway.
    if (subjects.length > 0 && subjects.every(({ kind, name }) => kind === "Group" && name === "system:masters")) return;
    report(roleRef.nameNode, `${resource.label} gives full control of ${isCluster ? "the cluster" : "its namespace"}`);
  },
});
