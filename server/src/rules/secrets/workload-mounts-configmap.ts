// Lists the ConfigMaps that containers mount.

import { sourcesOf } from "../../kube/mounted-source.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "workload-mounts-configmap",
  category: "secrets",
  severity: "info",
  since: "0.2.0",
  summary: "Container that mounts a ConfigMap",
  sources: ["kubescape:C-0258"],
  standards: [],
  presets: [],
  fields: ["volumes.configMap.name"],
  on: "pod",
  neighbours: "refine",
  check(pod, report, { unit }) {
    const namespace = pod.workload.resource.namespaceOrDefault;
    for (const { name, nameNode, container } of sourcesOf(pod, "ConfigMap"))
      if (container !== undefined && unit.find({ kind: "ConfigMap", group: "", namespace, name }).length > 0)
        report(nameNode, `Container \`${container}\` mounts ConfigMap \`${name}\``);
  },
});
