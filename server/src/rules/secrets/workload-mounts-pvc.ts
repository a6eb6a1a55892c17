// Lists the claims that containers mount.

import { sourcesOf } from "../../kube/mounted-source.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "workload-mounts-pvc",
  category: "secrets",
  severity: "info",
  since: "0.2.0",
  summary: "Container that mounts a PersistentVolumeClaim",
  sources: ["kubescape:C-0257"],
  standards: [],
  presets: [],
  fields: ["volumes.persistentVolumeClaim.claimName"],
  on: "pod",
  neighbours: "refine",
  check(pod, report, { unit }) {
    const namespace = pod.workload.resource.namespaceOrDefault;
    for (const { name, nameNode, container } of sourcesOf(pod, "PersistentVolumeClaim"))
      if (container !== undefined && unit.find({ kind: "PersistentVolumeClaim", group: "", namespace, name }).length > 0)
        report(nameNode, `Container \`${container}\` mounts PersistentVolumeClaim \`${name}\``);
  },
});
