// Flags bindings to whoever did not log in.

import { removeItem } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-binding-anonymous",
  category: "access",
  severity: "error",
  since: "0.2.0",
  summary: "Rights for requests without a login",
  sources: [
    "trivy:KSV-0122",
    "kubescape:C-0262",
    "kubesec:BindingsToSystemAnonymous",
    "kyverno:restrict-binding-system-groups",
    "gatekeeper:K8sDisallowAnonymous",
  ],
  standards: ["NSA", "CIS-5.1"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  fields: ["subjects.name"],
  options: {
    allowedRoles: {
      type: "strings",
      default: ["system:public-info-viewer"],
      doc: "Roles that may be bound to everyone, by name.",
    },
  },
  on: "binding",
  check({ resource, roleRef, subjects }, report, { options }) {
    if (roleRef?.name !== undefined && options.allowedRoles.includes(roleRef.name)) return;
    for (const { node, name = "", nameNode } of subjects)
      if (nameNode && nobody.includes(name))
        report(nameNode, `${resource.label} gives rights to everyone without a login (\`${name}\`)`, {
          fixes: [{ title: `Remove the subject \`${name}\``, safety: "confirm", edits: [removeItem(node)] }],
        });
  },
});

/** The user, and the group, of a request without credentials (Kubernetes "Authenticating": anonymous requests). */
const nobody = ["system:anonymous", "system:unauthenticated"];
