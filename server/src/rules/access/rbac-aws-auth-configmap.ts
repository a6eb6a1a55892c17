// Flags roles whose holder can say who is who in an EKS cluster.

import { grantsOf, writing } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-aws-auth-configmap",
  category: "access",
  severity: "error",
  since: "0.2.0",
  summary: "Role can change who may enter an EKS cluster",
  sources: ["trivy:KSV-0115"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["rules.resourceNames", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { rule, node } of grantsOf(role, right))
      if (rule.resourceNames.some(({ text }) => text === "aws-auth"))
        report(node, `${role.resource.label} can make anyone an administrator (ConfigMap \`aws-auth\`)`);
  },
});

const right = { targets: { "": ["configmaps"] }, verbs: writing };
