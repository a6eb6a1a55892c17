// Flags roles whose holder can start pods.

import { grantsOf, inWords, writing } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-workload-create",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Role can start or change workloads",
  sources: [
    "kube-linter:access-to-create-pods",
    "trivy:KSV-0048",
    "kubescape:C-0188",
    "kics:592ad21d-ad9b-46c6-8d2d-fad09d62a942",
  ],
  standards: ["CIS-5.1.4"],
  presets: [],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node, resources } of grantsOf(role, right))
      report(node, `${role.resource.label} can start or change ${inWords(resources)}`);
  },
});

const right = {
  targets: {
    "": ["pods", "replicationcontrollers"],
    apps: ["deployments", "statefulsets", "daemonsets", "replicasets"],
    batch: ["jobs", "cronjobs"],
  },
  verbs: writing,
};
