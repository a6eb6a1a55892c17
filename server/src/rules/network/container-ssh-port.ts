// Flags containers that listen on the port of SSH.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "container-ssh-port",
  category: "network",
  severity: "warning",
  since: "0.2.0",
  summary: "Container exposes port 22",
  sources: ["kube-linter:ssh-port"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["ports.containerPort"],
  on: "container",
  check({ ports, label }, report) {
    for (const { containerPort, containerPortNode, protocol } of ports)
      if (containerPortNode && containerPort === 22 && protocol === "TCP")
        report(containerPortNode, `Container \`${label}\` exposes port 22, that of SSH`);
  },
});
