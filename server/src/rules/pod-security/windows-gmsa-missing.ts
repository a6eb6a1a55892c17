// Flags Windows pods without an account of the domain.

import { fieldAt, mapField, textField } from "../../kube/read.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "windows-gmsa-missing",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Windows pod has no group managed service account",
  sources: ["kubescape:C-0211"],
  standards: ["CIS-5.7.3"],
  presets: [],
  on: "pod",
  check(pod, report) {
    const contexts = [pod.securityContext, ...pod.containers.map(({ securityContext }) => securityContext)];
    if (!isForWindows(pod) || contexts.some((context) => fieldAt(context, path))) return;
    report.missing(pod, ["securityContext", ...path], "Windows pod names no `gmsaCredentialSpecName`");
  },
});

const path = ["windowsOptions", "gmsaCredentialSpecName"];

function isForWindows(pod: PodSpec): boolean {
  return pod.isWindows || textField(mapField(pod.node, "nodeSelector"), "kubernetes.io/os") === "windows";
}
