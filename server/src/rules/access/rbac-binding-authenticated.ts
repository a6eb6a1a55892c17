// Flags bindings to everyone who has logged in, whoever it is.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-binding-authenticated",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Rights for everyone with a login",
  sources: ["trivy:KSV-01011", "kubescape:C-0265", "gatekeeper:K8sDisallowAnonymous"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["subjects.name"],
  options: {
    allowedRoles: {
      type: "strings",
      default: ["system:basic-user", "system:discovery", "system:public-info-viewer"],
      doc: "Roles that may be bound to everyone with a login, by name.",
    },
  },
  on: "binding",
  check({ resource, roleRef, subjects }, report, { options }) {
    if (roleRef?.name !== undefined && options.allowedRoles.includes(roleRef.name)) return;
    for (const { kind, name, nameNode } of subjects)
      if (nameNode && kind === "Group" && name === "system:authenticated")
        report(nameNode, `${resource.label} gives rights to everyone with a login, and to every pod`);
  },
});
