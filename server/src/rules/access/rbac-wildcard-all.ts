// Flags roles that grant everything.

import { grantsEverything } from "../../kube/rbac.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-wildcard-all",
  category: "access",
  severity: "error",
  since: "0.1.0",
  summary: "Role grants every verb on every resource",
  sources: ["trivy:KSV-0044", "kube-linter:wildcard-in-rules", "checkov:CKV_K8S_49", "kubescape:C-0187"],
  standards: ["CIS-5.1.3"],
  presets: ["recommended", "strict"],
  fields: ["rules.apiGroups", "rules.resources", "rules.verbs"],
  on: "role",
  check({ rules, resource }, report) {
    for (const granted of rules) {
      const star = grantsEverything(granted) && granted.resources.find(({ text }) => text === "*");
      if (star) report(star, `${resource.label} grants every verb on every resource`);
    }
  },
});
