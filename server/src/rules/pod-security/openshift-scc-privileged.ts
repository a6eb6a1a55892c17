// Flags OpenShift's constraints that let privileged containers in.

import { boolOf } from "../../yaml/access.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "openshift-scc-privileged",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "SecurityContextConstraints allow privileged containers",
  sources: ["kube-linter:scc-deny-privileged-container"],
  standards: [],
  presets: ["recommended", "strict"],
  on: "resource",
  check(resource, report) {
    const { group, kind, label } = resource;
    const allows = resource.field("allowPrivilegedContainer");
    if (group !== "security.openshift.io" || kind !== "SecurityContextConstraints" || !allows) return;
    if (boolOf(allows) === true) report(allows, `${label} allows privileged containers`);
  },
});
