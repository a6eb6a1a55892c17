// Flags bindings to the group that may do everything.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-binding-system-masters",
  category: "access",
  severity: "error",
  since: "0.2.0",
  summary: "Rights for `system:masters`",
  sources: ["trivy:KSV-0123", "kubescape:C-0246", "kyverno:restrict-binding-system-groups"],
  standards: ["CIS-5.1.7"],
  presets: ["recommended", "strict"],
  fields: ["subjects.name"],
  on: "binding",
  check({ resource, roleRef, subjects }, report) {
    // The API server's own binding, which it restores.
    if (resource.name === "cluster-admin" && roleRef?.name === "cluster-admin") return;
    for (const { name, nameNode } of subjects)
      if (nameNode && name === "system:masters")
        report(nameNode, `${resource.label} counts on members of \`system:masters\`, who may do everything and can't be stopped`);
  },
});
