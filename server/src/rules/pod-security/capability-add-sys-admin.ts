// Flags containers that may nearly do what root may.

import { capabilitiesOf, capabilityName } from "../../kube/pod-security.ts";
import { removeItem } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "capability-add-sys-admin",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Container adds `SYS_ADMIN`",
  sources: [
    "checkov:CKV_K8S_39",
    "trivy:KSV-0005",
    "kubesec:CapSysAdmin",
    "kube-linter:privilege-escalation-container",
    "kubescape:C-0057",
    "kics:235236ee-ad78-4065-bd29-61b061f28ce0",
    "terrascan:AC_K8S_0075",
  ],
  standards: ["PSS-B", "CIS-5.7.3"],
  presets: [],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    for (const { node, text } of capabilitiesOf(container, "add")) {
      if (capabilityName(text) !== "SYS_ADMIN") continue;
      report(node, `Container \`${container.label}\` adds the capability \`${text}\``, {
        fixes: [{ title: `Remove the capability \`${text}\``, safety: "confirm", edits: [removeItem(node)] }],
      });
    }
  },
});
