// Flags every added capability but the one for ports below 1024.

import { capabilitiesOf, restrictedCapabilities } from "../../kube/pod-security.ts";
import { removeItem } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "capability-add-restricted",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Container adds a capability other than `NET_BIND_SERVICE`",
  sources: ["pss:capabilities_restricted", "trivy:KSV-0106", "kyverno:disallow-capabilities-strict"],
  standards: ["PSS-R", "CIS-5.2.9"],
  presets: ["strict"],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    if (container.pod.isWindows) return;
    for (const { node, text } of capabilitiesOf(container, "add")) {
      if (restrictedCapabilities.has(text)) continue;
      report(node, `Container \`${container.label}\` adds the capability \`${text}\``, {
        fixes: [{ title: `Remove the capability \`${text}\``, safety: "confirm", edits: [removeItem(node)] }],
      });
    }
  },
});
