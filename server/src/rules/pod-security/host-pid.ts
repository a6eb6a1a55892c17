// Flags pods that see the node's processes.

import { defineRule } from "../../lint/rule.ts";
import { boolOf } from "../../yaml/access.ts";
import { removeKey } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "host-pid",
  category: "pod-security",
  severity: "error",
  since: "0.1.0",
  summary: "Pod shares the node's processes",
  sources: [
    "polaris:hostPIDSet",
    "kube-linter:host-pid",
    "checkov:CKV_K8S_17",
    "trivy:KSV-0010",
    "kubescape:C-0038",
    "kubescape:C-0275",
    "kubesec:HostPID",
    "pss:hostNamespaces",
    "kyverno:disallow-host-namespaces",
    "kics:302736f4-b16c-41b8-befe-c0baffa0bd9d",
    "terrascan:AC_K8S_0082",
    "gatekeeper:K8sPSPHostNamespace",
  ],
  standards: ["PSS-B", "CIS-5.2.3", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "pod",
  check(pod, report) {
    const hostPID = pod.field("hostPID");
    if (!hostPID || boolOf(hostPID) !== true) return;
    report(hostPID, "Pod shares the node's processes", {
      fixes: [{ title: "Remove `hostPID: true`", safety: "confirm", edits: removeKey(pod.node, "hostPID") }],
    });
  },
});
