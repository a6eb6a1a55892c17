// Flags containers that nothing but their user holds.

import { isHardened } from "../../kube/hardening.ts";
import { isUnresolved } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "linux-hardening-missing",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Container uses neither AppArmor, seccomp, SELinux nor dropped capabilities",
  sources: ["polaris:linuxHardening", "kubescape:C-0055"],
  standards: ["NSA"],
  presets: [],
  on: "container",
  check(container, report) {
    const { pod, label } = container;
    if (pod.isWindows || isHardened(container) || isUnresolved(pod.field("securityContext"))) return;
    report.missing(
      container,
      ["securityContext"],
      `Container \`${label}\` uses neither AppArmor, seccomp, SELinux nor dropped capabilities`,
    );
  },
});
