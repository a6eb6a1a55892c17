// Flags names of ports that the API server rejects.

import { whyNoName } from "../../kube/name-rules.ts";
import { serviceOf } from "../../kube/service.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "port-name-invalid",
  category: "correctness",
  severity: "error",
  since: "0.2.0",
  summary: "Port name or target port is invalid",
  sources: ["kube-linter:invalid-target-ports", "kube-score:container-ports-check"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["ports.name", "spec.ports.targetPort"],
  on: "resource",
  check(resource, report) {
    for (const { ports, label } of resource.workload?.pod.containers ?? [])
      for (const { name, nameNode } of ports)
        if (name && nameNode && isWrong(name)) report(nameNode, `Container \`${label}\` has the port name \`${name}\`: ${form}`);
    for (const { targetPort, targetPortNode } of serviceOf(resource)?.ports ?? []) {
      if (targetPort === undefined || !targetPortNode) continue;
      if (typeof targetPort === "string") {
        if (isWrong(targetPort)) report(targetPortNode, `${resource.label} has the target port \`${targetPort}\`: ${form}`);
      } else if (targetPort < 0 || targetPort > 65535)
        report(targetPortNode, `${resource.label} has the target port ${targetPort}: ports go from 1 to 65535`);
    }
  },
});

const form = "at most 15 lower-case letters, digits and single `-` inside, and a letter among them";

function isWrong(name: string): boolean {
  const owner = { group: "", kind: "Pod", namespace: undefined, object: "" };
  return whyNoName({ ...owner, type: "podPort", part: name }, name) !== undefined;
}
