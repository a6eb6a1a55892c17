// Flags pods that choose the nodes they run on.

import { scalarText } from "../../kube/read.ts";
import { entries } from "../../yaml/access.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "node-pinning",
  category: "pod-security",
  severity: ["info", "warning"],
  since: "0.2.0",
  summary: "Pod is bound to certain nodes",
  sources: ["kyverno:restrict-node-selection", "kyverno:restrict-node-affinity"],
  standards: [],
  presets: [],
  options: {
    nodeName: { type: "boolean", default: true, doc: "Whether pods may not name their node." },
    nodeSelector: { type: "boolean", default: true, doc: "Whether pods may not choose nodes by label." },
    nodeAffinity: { type: "boolean", default: true, doc: "Whether pods may not have a `nodeAffinity`." },
    labels: {
      type: "strings",
      default: ["kubernetes.io/os", "kubernetes.io/arch"],
      doc: "Labels by which a `nodeSelector` may choose all the same.",
    },
  },
  on: "pod",
  check(pod, report, { options }) {
    const nodeName = options.nodeName ? pod.field("nodeName") : undefined;
    if (nodeName && scalarText(nodeName))
      report(nodeName, `Pod is bound to the node \`${scalarText(nodeName)}\``, { severity: "warning" });
    if (options.nodeSelector)
      for (const { key, pair } of entries(pod.field("nodeSelector")))
        if (!options.labels.includes(key)) report(pair.value ?? pair.key, `Pod chooses its nodes by the label \`${key}\``);
    const affinity = options.nodeAffinity ? pod.field("affinity", "nodeAffinity") : undefined;
    if (affinity && entries(affinity).length > 0) report(affinity, "Pod chooses its nodes by `nodeAffinity`");
  },
});
