// Flags containers that ask to send packets of their own making.

import { capabilitiesOf, capabilityName } from "../../kube/pod-security.ts";
import { removeItem } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "capability-add-net-raw",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Container adds `NET_RAW`",
  sources: ["trivy:KSV-0119"],
  standards: ["PSS-B", "CIS-5.2.8"],
  presets: [],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    for (const { node, text } of capabilitiesOf(container, "add")) {
      if (!["NET_RAW", "ALL"].includes(capabilityName(text))) continue;
      report(node, `Container \`${container.label}\` adds the capability \`${text}\``, {
        fixes: [{ title: `Remove the capability \`${text}\``, safety: "confirm", edits: [removeItem(node)] }],
      });
    }
  },
});
