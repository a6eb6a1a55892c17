// Flags every added capability.

import { capabilitiesOf } from "../../kube/pod-security.ts";
import { removeItem } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "capability-add-any",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Container adds a capability",
  sources: ["checkov:CKV_K8S_25", "trivy:KSV-0022", "kics:19ebaa28-fc86-4a58-bcfa-015c9e22fe40"],
  standards: ["CIS-5.2.9"],
  presets: [],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    for (const { node, text } of capabilitiesOf(container, "add")) {
      report(node, `Container \`${container.label}\` adds the capability \`${text}\``, {
        fixes: [{ title: `Remove the capability \`${text}\``, safety: "confirm", edits: [removeItem(node)] }],
      });
    }
  },
});
