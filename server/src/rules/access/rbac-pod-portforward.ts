// Flags roles whose holder can open connections to ports of pods.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-pod-portforward",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Role can forward ports of pods",
  sources: ["kubescape:C-0063", "kics:38fa11ef-dbcc-4da8-9680-7e1fd855b6fb"],
  standards: [],
  presets: ["strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node } of grantsOf(role, right))
      report(node, `${role.resource.label} can open connections to every port of pods`);
  },
});

const right = { targets: { "": ["pods/portforward"] }, verbs: ["create", "get"] };
