// Flags containers for which no SELinux level is written.

import { hasLevel } from "../../kube/hardening.ts";
import { isUnresolved } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "selinux-options-missing",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Container names no SELinux level",
  sources: ["kubescape:C-0211"],
  standards: ["CIS-5.7.3"],
  presets: [],
  on: "container",
  check(container, report) {
    const { pod, label } = container;
    if (pod.isWindows || hasLevel(container.effective("seLinuxOptions")) || isUnresolved(pod.field("securityContext"))) return;
    report.missing(container, ["securityContext", "seLinuxOptions", "level"], `Container \`${label}\` names no SELinux level`);
  },
});
