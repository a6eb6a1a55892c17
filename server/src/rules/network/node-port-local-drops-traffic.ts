// Flags node ports that answer on some nodes only.

import { field, textField } from "../../kube/read.ts";
import { selectedBy, workloadsIn } from "../../kube/selected.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "node-port-local-drops-traffic",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Node port answers only on nodes that run a pod",
  sources: ["popeye:1108"],
  standards: [],
  presets: ["strict"],
  fields: ["spec.externalTrafficPolicy"],
  on: "service",
  neighbours: "refine",
  check({ type, selector, resource }, report, { unit }) {
    const { spec, label, namespaceOrDefault: namespace } = resource;
    const node = field(spec, "externalTrafficPolicy");
    if (!node || type !== "NodePort" || textField(spec, "externalTrafficPolicy") !== "Local" || !selector) return;
    const workloads = selectedBy(selector, workloadsIn(unit, namespace));
    if (workloads.some(({ kind }) => kind !== "DaemonSet"))
      report(node, `${label} answers only on nodes that run one of its pods`);
  },
});
