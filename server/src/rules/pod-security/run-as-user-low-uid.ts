// Flags containers whose UID may be somebody's on the node.

import { lowIdOf, raiseId } from "../../kube/low-id.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import type { Container } from "../../kube/container.ts";

export const rule = defineRule({
  id: "run-as-user-low-uid",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Container's runAsUser is not set, or low",
  sources: [
    "kube-score:container-security-context-user-group-id",
    "checkov:CKV_K8S_40",
    "trivy:KSV-0020",
    "kubesec:RunAsUser",
    "kyverno:validate-userid-groupid-fsgroup",
    "kyverno:require-unique-uid-per-workload",
    "kics:02323c00-cdc3-4fdc-a310-4f2b3e7a1660",
    "terrascan:AC_K8S_0079",
    "gatekeeper:K8sPSPAllowedUsers",
  ],
  standards: ["CIS-5.7.3"],
  presets: [],
  fixes: ["confirm"],
  options: { minimum: { type: "integer", default: 10000, minimum: 1, doc: "The lowest UID that passes." } },
  on: "container",
  check(container, report, { options }) {
    const low = lowIdOf(container, "runAsUser", options.minimum);
    if (!low) return;
    const message = `Container \`${container.label}\` does not run with a UID of ${options.minimum} or more`;
    const fixes = () => fixesFor(container, options.minimum + 1);
    if (low.node) report(low.node, message, { fixes });
    else report.missing(container, ["securityContext", "runAsUser"], message, { fixes });
  },
});

function fixesFor(container: Container, id: number): readonly Fix[] {
  const edits = raiseId(container, "runAsUser", id);
  return edits.length > 0 ? [{ title: `Set \`runAsUser: ${id}\``, safety: "confirm", edits }] : [];
}
