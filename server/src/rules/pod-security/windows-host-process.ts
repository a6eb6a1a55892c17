// Flags Windows containers that run on the node itself.

import { field, mapField } from "../../kube/read.ts";
import { defineRule, type Report } from "../../lint/rule.ts";
import { boolOf } from "../../yaml/access.ts";
import { removeKey } from "../../yaml/make-edit.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "windows-host-process",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Windows container runs as a HostProcess",
  sources: [
    "polaris:hostProcess",
    "trivy:KSV-0103",
    "kubescape:C-0211",
    "pss:windowsHostProcess",
    "kyverno:disallow-host-process",
    "gatekeeper:K8sPSPHostProcess",
  ],
  standards: ["PSS-B", "CIS-5.2.11"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "pod",
  check(pod, report) {
    for (const { securityContext, owner } of pod.securityContexts) judge(securityContext, owner, report);
  },
});

function judge(securityContext: YamlMap, owner: string, report: Report): void {
  const options = mapField(securityContext, "windowsOptions");
  const hostProcess = field(options, "hostProcess");
  if (!hostProcess || boolOf(hostProcess) !== true) return;
  report(hostProcess, `${owner} runs on the Windows node itself`, {
    fixes: [{ title: "Remove `hostProcess: true`", safety: "confirm", edits: removeKey(options, "hostProcess") }],
  });
}
