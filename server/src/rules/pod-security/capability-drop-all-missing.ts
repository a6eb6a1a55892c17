// Flags containers that keep the capabilities that their runtime hands out unasked.

import { capabilitiesOf } from "../../kube/pod-security.ts";
import { mapField, type Text } from "../../kube/read.ts";
import { insertOwn } from "../../kube/security-context.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule, type Fix, type Report } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Container } from "../../kube/container.ts";

export const rule = defineRule({
  id: "capability-drop-all-missing",
  category: "pod-security",
  severity: ["warning", "info"],
  since: "0.1.0",
  summary: "Container does not drop all capabilities",
  sources: [
    "polaris:insecureCapabilities",
    "checkov:CKV_K8S_37",
    "trivy:KSV-0003",
    "trivy:KSV-0106",
    "kubesec:CapDropAll",
    "pss:capabilities_restricted",
    "kyverno:drop-all-capabilities",
    "kyverno:disallow-capabilities-strict",
    "kics:2f1a0619-b12b-48a0-825f-993bb6f01d58",
    "gatekeeper:K8sPSPCapabilities",
  ],
  standards: ["PSS-R", "CIS-5.2.10"],
  presets: ["recommended", "strict"],
  fixes: ["confirm", "safe"],
  on: "container",
  check(container, report) {
    if (container.pod.isWindows) return;
    const dropped = capabilitiesOf(container, "drop");
    if (dropped.some(({ text }) => text === "ALL" || hasHole(text))) return;
    const all = dropped.find(({ text }) => text.toUpperCase() === "ALL");
    if (all) reportCase(container, dropped, all, report);
    else
      report.missing(
        container,
        ["securityContext", "capabilities", "drop"],
        `Container \`${container.label}\` does not drop all capabilities`,
        { fixes: () => fixesFor(container) },
      );
  },
});

function fixesFor(container: Container): readonly Fix[] {
  const edits = insertOwn(container, ["capabilities", "drop"], "ALL");
  return edits.length > 0 ? [{ title: "Drop `ALL` capabilities", safety: "confirm", edits }] : [];
}

/** Runtimes read the word in any case; Pod Security compares it as it is written. */
function reportCase({ label, securityContext }: Container, dropped: readonly Text[], all: Text, report: Report): void {
  const capabilities = mapField(securityContext, "capabilities");
  const corrected = dropped.map((item) => (item === all ? "ALL" : item.text));
  report(all.node, `Container \`${label}\` drops \`${all.text}\`, which Pod Security knows as \`ALL\` only`, {
    severity: "info",
    fixes: capabilities ? [{ title: "Write `ALL`", safety: "safe", edits: [set(capabilities, ["drop"], corrected)] }] : [],
  });
}
