// Flags containers whose processes can gain more rights than they started with.

import { capabilitiesOf, forcesPrivilegeEscalation } from "../../kube/pod-security.ts";
import { boolField, field } from "../../kube/read.ts";
import { setOwn } from "../../kube/security-context.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { boolOf } from "../../yaml/access.ts";
import type { Container } from "../../kube/container.ts";

export const rule = defineRule({
  id: "privilege-escalation-allowed",
  category: "pod-security",
  severity: "warning",
  since: "0.1.0",
  summary: "Container can gain privileges while it runs",
  sources: [
    "polaris:privilegeEscalationAllowed",
    "kube-linter:privilege-escalation-container",
    "checkov:CKV_K8S_20",
    "trivy:KSV-0001",
    "kubescape:C-0016",
    "kubescape:C-0211",
    "kubesec:AllowPrivilegeEscalation",
    "pss:allowPrivilegeEscalation",
    "kyverno:disallow-privilege-escalation",
    "kics:5572cc5e-1e4c-4113-92a6-7a8a3bd25e6d",
    "kics:0a7c420c-4568-4cec-ba36-4d42a6f9613b",
    "terrascan:AC_K8S_0085",
    "gatekeeper:K8sPSPAllowPrivilegeEscalationContainer",
  ],
  standards: ["PSS-R", "CIS-5.2.6", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["safe", "confirm"],
  on: "container",
  check(container, report) {
    if (container.pod.isWindows) return;
    const allow = field(container.securityContext, "allowPrivilegeEscalation");
    if (allow && boolOf(allow) !== true) return;
    const fixes = () => fixesFor(container);
    if (allow) report(allow, `Container \`${container.label}\` allows privilege escalation`, { fixes });
    else
      report.missing(
        container,
        ["securityContext", "allowPrivilegeEscalation"],
        `Container \`${container.label}\` does not forbid privilege escalation`,
        { fixes },
      );
  },
});

/** The API rejects `false` beside what makes escalation certain. */
function fixesFor(container: Container): readonly Fix[] {
  const added = capabilitiesOf(container, "add").map(({ text }) => text);
  if (boolField(container.securityContext, "privileged") || forcesPrivilegeEscalation(added)) return [];
  const edits = setOwn(container, ["allowPrivilegeEscalation"], false);
  // Who wrote `true` had a reason: setuid programs, sudo, ping.
  const safety = field(container.securityContext, "allowPrivilegeEscalation") ? "confirm" : "safe";
  return edits.length > 0 ? [{ title: "Set `allowPrivilegeEscalation: false`", safety, edits }] : [];
}
