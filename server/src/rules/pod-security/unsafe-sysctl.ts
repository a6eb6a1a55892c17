// Flags kernel parameters that a pod shares with others on its node.

import { judgedIn } from "../../kube/minors.ts";
import { safeSince, sysctlsOf } from "../../kube/sysctl.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "unsafe-sysctl",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Pod sets a sysctl outside of the safe set",
  sources: [
    "kube-linter:unsafe-sysctls",
    "trivy:KSV-0026",
    "kubescape:C-0211",
    "pss:sysctls",
    "kyverno:restrict-sysctls",
    "kics:9127f0d9-2310-42e7-866f-5fd9d20dcbad",
    "terrascan:AC_K8S_0074",
    "gatekeeper:K8sPSPForbiddenSysctls",
  ],
  standards: ["PSS-B"],
  presets: ["recommended", "strict"],
  options: {
    allowed: { type: "strings", default: [], doc: "Sysctls that pods may set beside the safe ones." },
  },
  on: "pod",
  check(pod, report, { kubernetes, options }) {
    for (const { name, nameNode } of sysctlsOf(pod)) {
      const since = options.allowed.includes(name) ? 0 : safeSince(name);
      const minors = judgedIn(kubernetes, (minor) => since === undefined || minor < since);
      if (minors) report(nameNode, `Pod sets the sysctl \`${name}\`, which is not in the safe set`, minors);
    }
  },
});
