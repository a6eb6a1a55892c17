// Flags containers that listen on ports below 1024.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "container-privileged-port",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Container port below 1024",
  sources: ["kube-linter:privileged-ports", "trivy:KSV-0117"],
  standards: [],
  presets: ["strict"],
  fields: ["ports.containerPort"],
  on: "container",
  check({ ports, label }, report) {
    for (const { containerPort = 0, containerPortNode } of ports)
      if (containerPortNode && containerPort > 0 && containerPort < 1024)
        report(containerPortNode, `Container \`${label}\` listens on port ${containerPort}, below 1024`);
  },
});
