// Flags added capabilities that lead out of the container.

import { capabilitiesOf, capabilityName, dangerousCapabilities } from "../../kube/pod-security.ts";
import { defineRule } from "../../lint/rule.ts";
import { removeItem } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "capability-add-dangerous",
  category: "pod-security",
  severity: "error",
  since: "0.1.0",
  summary: "Container adds a capability that leads to the node",
  sources: ["polaris:dangerousCapabilities", "kubescape:C-0046", "kyverno:service-mesh-disallow-capabilities"],
  standards: ["PSS-B", "NSA", "CIS-5.2.9"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  options: {
    capabilities: {
      type: "strings",
      default: [...dangerousCapabilities],
      doc: "Capabilities that no container may add, in any case and with or without `CAP_`.",
    },
  },
  on: "container",
  check(container, report, { options }) {
    const dangerous = new Set(options.capabilities.map(capabilityName));
    for (const { node, text } of capabilitiesOf(container, "add")) {
      if (!dangerous.has(capabilityName(text))) continue;
      report(node, `Container \`${container.label}\` adds the dangerous capability \`${text}\``, {
        fixes: [{ title: `Remove the capability \`${text}\``, safety: "confirm", edits: [removeItem(node)] }],
      });
    }
  },
});
