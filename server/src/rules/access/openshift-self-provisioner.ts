// Flags bindings that let everyone create projects on OpenShift.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "openshift-self-provisioner",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Anyone may create projects on OpenShift",
  sources: ["kyverno:disallow-self-provisioner-binding"],
  standards: [],
  presets: ["strict"],
  fields: ["roleRef.name"],
  on: "binding",
  check({ resource, isCluster, roleRef, subjects }, report) {
    if (isCluster && roleRef?.nameNode && roleRef.name === "self-provisioner" && subjects.length > 0)
      report(roleRef.nameNode, `${resource.label} lets its subjects create projects of their own`);
  },
});
