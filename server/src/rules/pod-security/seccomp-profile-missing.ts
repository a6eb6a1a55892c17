// Flags containers whose system calls nothing filters.

import { setInherited } from "../../kube/security-context.ts";
import { isUnresolved } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "seccomp-profile-missing",
  category: "pod-security",
  severity: "warning",
  since: "0.1.0",
  summary: "Container has no seccomp profile",
  sources: [
    "kube-score:container-seccomp-profile",
    "checkov:CKV_K8S_31",
    "trivy:KSV-0030",
    "trivy:KSV-0104",
    "kubescape:C-0210",
    "kubescape:C-0211",
    "kubescape:C-0055",
    "kubesec:SeccompAny",
    "pss:seccompProfile_restricted",
    "kyverno:restrict-seccomp-strict",
    "kics:f377b83e-bd07-4f48-a591-60c82b14a78b",
    "terrascan:AC_K8S_0080",
    "gatekeeper:K8sPSPSeccomp",
    "gatekeeper:K8sPSPSeccompV2",
  ],
  standards: ["PSS-R", "CIS-5.7.2", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  on: "container",
  check(container, report) {
    const { pod } = container;
    if (pod.isWindows || container.effective("seccompProfile") || isUnresolved(pod.field("securityContext"))) return;
    report.missing(container, ["securityContext", "seccompProfile"], `Container \`${container.label}\` has no seccomp profile`, {
      fixes: () => [
        {
          title: "Set `seccompProfile.type: RuntimeDefault`",
          safety: "safe",
          edits: setInherited(container, ["seccompProfile", "type"], "RuntimeDefault"),
        },
      ],
    });
  },
});
