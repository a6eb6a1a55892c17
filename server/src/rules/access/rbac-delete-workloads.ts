// Flags roles whose holder can delete what others run.

import { grantsOf, inWords } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-delete-workloads",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Role can delete workloads",
  sources: ["kubescape:C-0007"],
  standards: ["MITRE-Impact"],
  presets: [],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node, resources } of grantsOf(role, right))
      report(node, `${role.resource.label} can delete ${inWords(resources)}`);
  },
});

const right = {
  targets: {
    "": ["secrets", "pods", "services"],
    apps: ["deployments", "replicasets", "daemonsets", "statefulsets"],
    batch: ["jobs", "cronjobs"],
  },
  verbs: ["delete", "deletecollection"],
};
