// Flags roles that grant every verb on some resources.

import { grantsEverything, type RoleRule } from "../../kube/rbac.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-wildcard-verbs",
  category: "access",
  severity: "warning",
  since: "0.1.0",
  summary: "Role grants every verb",
  sources: [
    "kube-linter:wildcard-in-rules",
    "checkov:CKV_K8S_49",
    "trivy:KSV-0045",
    "kyverno:restrict-wildcard-verbs",
    "kics:6b896afb-ca07-467a-b256-1a0077a1c08e",
  ],
  standards: ["CIS-5.1.3"],
  presets: ["recommended", "strict"],
  fields: ["rules.verbs"],
  on: "role",
  check({ rules, resource }, report) {
    for (const granted of rules) {
      // Everything on everything is the matter of rbac-wildcard-all.
      const star = !grantsEverything(granted) && granted.verbs.find(({ text }) => text === "*");
      if (star) report(star, `${resource.label} grants every verb on ${targets(granted)}`);
    }
  },
});

function targets({ resources, nonResourceURLs }: RoleRule): string {
  const names = [...resources, ...nonResourceURLs].map(({ text }) => `\`${text}\``);
  return names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
}
