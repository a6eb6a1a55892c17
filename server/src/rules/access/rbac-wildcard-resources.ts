// Flags roles whose verbs hold for every resource.

import { grantsEverything } from "../../kube/rbac.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-wildcard-resources",
  category: "access",
  severity: "warning",
  since: "0.1.0",
  summary: "Role covers every resource",
  sources: [
    "kube-linter:wildcard-in-rules",
    "checkov:CKV_K8S_49",
    "trivy:KSV-0046",
    "trivy:KSV-0112",
    "kyverno:restrict-wildcard-resources",
    "kics:6b896afb-ca07-467a-b256-1a0077a1c08e",
  ],
  standards: ["CIS-5.1.3"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources"],
  on: "role",
  check({ rules, resource }, report) {
    for (const granted of rules) {
      // Everything on everything is the matter of rbac-wildcard-all.
      if (grantsEverything(granted)) continue;
      for (const { text, node } of granted.resources) {
        if (text === "*") report(node, `${resource.label} covers every resource of these API groups`);
        else if (subresource.test(text)) report(node, `${resource.label} covers \`${text.slice(2)}\` of every resource`);
      }
    }
  },
});

/** A star behind the slash matches nothing. */
const subresource = /^\*\/[^*]+$/;
