// Flags ports of a container that the API server rejects.

import type { YamlNode } from "../../yaml/tree.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "container-ports-invalid",
  category: "correctness",
  severity: "error",
  since: "0.2.0",
  summary: "Container ports are invalid",
  sources: ["kube-score:container-ports-check"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["ports.name", "ports.containerPort"],
  on: "container",
  check({ ports, label }, report) {
    const first = new Map<string, YamlNode>();
    for (const { name, nameNode, containerPort, containerPortNode } of ports) {
      if (containerPortNode && containerPort !== undefined && (containerPort < 1 || containerPort > 65535))
        report(containerPortNode, `Container \`${label}\` has port ${containerPort}: ports go from 1 to 65535`);
      if (!name || !nameNode) continue;
      const earlier = first.get(name);
      if (!earlier) first.set(name, nameNode);
      else
        report(nameNode, `Container \`${label}\` has two ports with the name \`${name}\``, {
          related: [{ node: earlier, message: "The first one" }],
        });
    }
  },
});
