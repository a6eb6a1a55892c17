// Flags pods that share memory and queues with the node's processes.

import { defineRule } from "../../lint/rule.ts";
import { boolOf } from "../../yaml/access.ts";
import { removeKey } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "host-ipc",
  category: "pod-security",
  severity: "error",
  since: "0.1.0",
  summary: "Pod shares the node's inter-process communication",
  sources: [
    "polaris:hostIPCSet",
    "kube-linter:host-ipc",
    "checkov:CKV_K8S_18",
    "trivy:KSV-0008",
    "kubescape:C-0038",
    "kubescape:C-0276",
    "kubesec:HostIPC",
    "pss:hostNamespaces",
    "kyverno:disallow-host-namespaces",
    "kics:cd290efd-6c82-4e9d-a698-be12ae31d536",
    "terrascan:AC_K8S_0083",
    "gatekeeper:K8sPSPHostNamespace",
  ],
  standards: ["PSS-B", "CIS-5.2.4", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "pod",
  check(pod, report) {
    const hostIPC = pod.field("hostIPC");
    if (!hostIPC || boolOf(hostIPC) !== true) return;
    report(hostIPC, "Pod shares the node's inter-process communication", {
      fixes: [{ title: "Remove `hostIPC: true`", safety: "confirm", edits: removeKey(pod.node, "hostIPC") }],
    });
  },
});
