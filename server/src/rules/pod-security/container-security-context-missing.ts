// Flags containers whose security context is missing or takes nothing away.

import { hardens } from "../../kube/hardening.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { Hole } from "../../yaml/edit.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Container } from "../../kube/container.ts";

export const rule = defineRule({
  id: "container-security-context-missing",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Container has no security context that takes rights away",
  sources: [
    "checkov:CKV_K8S_30",
    "trivy:KSV-0118",
    "kube-score:container-security-context-readonlyrootfilesystem",
    "kics:a97a340a-0063-418e-b3a1-3028941d0995",
    "terrascan:AC_K8S_0064",
  ],
  standards: ["CIS-5.7.3"],
  presets: [],
  fixes: ["template"],
  on: "container",
  check(container, report) {
    if (hardens(container.securityContext)) return;
    const message = `Container \`${container.label}\` has no security context that takes rights away`;
    report.missing(container, ["securityContext"], message, { fixes: () => fixesFor(container) });
  },
});

/** Only where nothing is written that it would contradict. */
function fixesFor({ node, securityContext, pod }: Container): readonly Fix[] {
  if ((securityContext && securityContext.pairs.length > 0) || pod.isWindows) return [];
  const value = { allowPrivilegeEscalation: false, capabilities: { drop: [new Hole("ALL")] } };
  return [{ title: "Add a `securityContext`", safety: "template", edits: [set(node, ["securityContext"], value)] }];
}
