// Flags containers that drop no capability.

import { capabilitiesOf } from "../../kube/pod-security.ts";
import { insertOwn } from "../../kube/security-context.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import type { Container } from "../../kube/container.ts";

export const rule = defineRule({
  id: "capability-drop-none",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Container drops no capability",
  sources: ["trivy:KSV-0004", "kubesec:CapDropAny", "kics:268ca686-7fb7-4ae9-b129-955a2a89064e"],
  standards: ["CIS-5.2.9"],
  presets: [],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    if (container.pod.isWindows || capabilitiesOf(container, "drop").length > 0) return;
    report.missing(
      container,
      ["securityContext", "capabilities", "drop"],
      `Container \`${container.label}\` drops no capability`,
      { fixes: () => fixesFor(container) },
    );
  },
});

function fixesFor(container: Container): readonly Fix[] {
  const edits = insertOwn(container, ["capabilities", "drop"], "ALL");
  return edits.length > 0 ? [{ title: "Drop `ALL` capabilities", safety: "confirm", edits }] : [];
}
