// Flags seccomp profiles of one's own.

import { field, scalarText } from "../../kube/read.ts";
import { defineRule, type Report } from "../../lint/rule.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "seccomp-not-runtime-default",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Seccomp profile is not `RuntimeDefault`",
  sources: ["checkov:CKV_K8S_31", "kubescape:C-0210"],
  standards: ["CIS-5.7.2"],
  presets: [],
  on: "pod",
  check(pod, report) {
    for (const { securityContext, owner } of pod.securityContexts) judge(securityContext, owner, report);
  },
});

function judge(securityContext: YamlMap, owner: string, report: Report): void {
  const profile = field(securityContext, "seccompProfile");
  const type = field(profile, "type");
  if (profile && scalarText(type) !== "RuntimeDefault")
    report(type ?? profile, `${owner} has another seccomp profile than \`RuntimeDefault\``);
}
