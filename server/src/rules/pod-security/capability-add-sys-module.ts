// Flags containers that may load code into the kernel.

import { capabilitiesOf, capabilityName } from "../../kube/pod-security.ts";
import { removeItem } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "capability-add-sys-module",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Container adds `SYS_MODULE`",
  sources: ["trivy:KSV-0120"],
  standards: ["PSS-B"],
  presets: [],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    for (const { node, text } of capabilitiesOf(container, "add")) {
      if (capabilityName(text) !== "SYS_MODULE") continue;
      report(node, `Container \`${container.label}\` adds the capability \`${text}\``, {
        fixes: [{ title: `Remove the capability \`${text}\``, safety: "confirm", edits: [removeItem(node)] }],
      });
    }
  },
});
