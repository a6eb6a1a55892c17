// Lists the Secrets that containers mount.

import { sourcesOf } from "../../kube/mounted-source.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "workload-mounts-secret",
  category: "secrets",
  severity: "info",
  since: "0.2.0",
  summary: "Container that mounts a Secret",
  sources: ["kubescape:C-0255"],
  standards: [],
  presets: [],
  fields: ["volumes.secret.secretName"],
  on: "pod",
  neighbours: "refine",
  check(pod, report, { unit }) {
    const namespace = pod.workload.resource.namespaceOrDefault;
    for (const { name, nameNode, container } of sourcesOf(pod, "Secret"))
      if (container !== undefined && unit.find({ kind: "Secret", group: "", namespace, name }).length > 0)
        report(nameNode, `Container \`${container}\` mounts Secret \`${name}\``);
  },
});
