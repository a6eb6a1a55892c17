// Flags bindings that give rights to a namespace's default service account.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-binding-default-service-account",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Rights for a default service account",
  sources: [
    "checkov:CKV_K8S_42",
    "kubescape:C-0225",
    "kubescape:C-0239",
    "kics:1e749bc9-fde8-471c-af0c-8254efd2dee5",
    "popeye:308",
    "terrascan:AC_K8S_0113",
  ],
  standards: ["CIS-5.1.5"],
  presets: ["recommended", "strict"],
  fields: ["subjects.name"],
  on: "binding",
  check({ resource, subjects }, report) {
    for (const { kind, name, nameNode } of subjects)
      if (nameNode && kind === "ServiceAccount" && name === "default")
        report(nameNode, `${resource.label} gives rights to every pod that names no service account`);
  },
});
