// Flags containers that run with every privilege of the node.

import { defineRule } from "../../lint/rule.ts";
import { boolOf, get } from "../../yaml/access.ts";
import { removeKey } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "privileged-container",
  category: "pod-security",
  severity: "error",
  since: "0.1.0",
  summary: "Container runs privileged",
  sources: [
    "polaris:runAsPrivileged",
    "kube-linter:privileged-container",
    "kube-score:container-security-context-privileged",
    "checkov:CKV_K8S_16",
    "trivy:KSV-0017",
    "kubescape:C-0057",
    "kubescape:C-0211",
    "kubesec:Privileged",
    "pss:privileged",
    "kyverno:disallow-privileged-containers",
    "kics:dd29336b-fe57-445b-a26e-e6aa867ae609",
    "terrascan:AC_K8S_0046",
    "gatekeeper:K8sPSPPrivilegedContainer",
  ],
  standards: ["PSS-B", "CIS-5.2.2", "NSA", "MITRE-Privilege-escalation"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "container",
  check({ label, securityContext }, report) {
    const privileged = get(securityContext, "privileged");
    if (!privileged || boolOf(privileged) !== true) return;
    report(privileged, `Container \`${label}\` runs privileged`, {
      fixes: [{ title: "Remove `privileged: true`", safety: "confirm", edits: removeKey(securityContext, "privileged") }],
    });
  },
});
