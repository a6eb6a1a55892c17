// Flags added capabilities outside of the set that runtimes hand out.

import { capabilitiesOf, baselineCapabilities } from "../../kube/pod-security.ts";
import { removeItem } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "capability-add-non-default",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Container adds a capability outside of the default set",
  sources: [
    "pss:capabilities_baseline",
    "kyverno:disallow-capabilities",
    "kyverno:psp-restrict-adding-capabilities",
    "gatekeeper:K8sPSPCapabilities",
  ],
  standards: ["PSS-B"],
  presets: [],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    for (const { node, text } of capabilitiesOf(container, "add")) {
      if (baselineCapabilities.has(text)) continue;
      report(node, `Container \`${container.label}\` adds \`${text}\`, which is not in the default set`, {
        fixes: [{ title: `Remove the capability \`${text}\``, safety: "confirm", edits: [removeItem(node)] }],
      });
    }
  },
});
