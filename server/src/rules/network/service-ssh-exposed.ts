// Flags Services that lead to SSH in a pod.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-ssh-exposed",
  category: "network",
  severity: "warning",
  since: "0.2.0",
  summary: "Service leads to SSH in a pod",
  sources: ["kubescape:C-0042"],
  standards: ["MITRE-Execution"],
  presets: ["strict"],
  fields: ["spec.ports.port", "spec.ports.targetPort"],
  on: "service",
  check({ ports, selector, resource }, report) {
    if (!selector) return;
    for (const { port, portNode, targetPort, targetPortNode } of ports) {
      const node = isSsh(port) ? portNode : isSsh(targetPort) ? targetPortNode : undefined;
      if (node) report(node, `${resource.label} leads to SSH in its pods`);
    }
  },
});

function isSsh(port: number | string | undefined): boolean {
  return port === 22 || port === 2222;
}
