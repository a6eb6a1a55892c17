// Flags roles whose holder can give a Service any external address.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-service-status-write",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Role can write the status of Services",
  sources: ["checkov:CKV2_K8S_4"],
  standards: ["CVE-2020-8554"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node } of grantsOf(role, right))
      report(node, `${role.resource.label} can give Services any external address (\`services/status\`)`);
  },
});

const right = { targets: { "": ["services/status"] }, verbs: ["update", "patch"] };
