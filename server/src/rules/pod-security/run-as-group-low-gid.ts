// Flags containers whose GID may be somebody's on the node.

import { lowIdOf, raiseId } from "../../kube/low-id.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import type { Container } from "../../kube/container.ts";

export const rule = defineRule({
  id: "run-as-group-low-gid",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Container's runAsGroup is not set, or low",
  sources: [
    "kube-score:container-security-context-user-group-id",
    "trivy:KSV-0021",
    "kubesec:RunAsGroup",
    "kyverno:validate-userid-groupid-fsgroup",
    "gatekeeper:K8sPSPAllowedUsers",
  ],
  standards: ["CIS-5.7.3"],
  presets: [],
  fixes: ["confirm"],
  options: { minimum: { type: "integer", default: 10000, minimum: 1, doc: "The lowest GID that passes." } },
  on: "container",
  check(container, report, { options }) {
    const low = lowIdOf(container, "runAsGroup", options.minimum);
    if (!low) return;
    const message = `Container \`${container.label}\` does not run with a GID of ${options.minimum} or more`;
    const fixes = () => fixesFor(container, options.minimum + 1);
    if (low.node) report(low.node, message, { fixes });
    else report.missing(container, ["securityContext", "runAsGroup"], message, { fixes });
  },
});

function fixesFor(container: Container, id: number): readonly Fix[] {
  const edits = raiseId(container, "runAsGroup", id);
  return edits.length > 0 ? [{ title: `Set \`runAsGroup: ${id}\``, safety: "confirm", edits }] : [];
}
