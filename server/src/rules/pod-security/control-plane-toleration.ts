// Flags pods that may run beside the control plane.

import { field, mapItems, scalarText, textField } from "../../kube/read.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "control-plane-toleration",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Pod tolerates the taint of control plane nodes",
  sources: ["kyverno:restrict-controlplane-scheduling"],
  standards: [],
  presets: ["strict"],
  on: "pod",
  check({ node, workload }, report) {
    if (workload.kind === "DaemonSet") return;
    for (const toleration of mapItems(node, "tolerations")) {
      const effect = textField(toleration, "effect");
      if (effect && effect !== "NoSchedule") continue;
      const key = field(toleration, "key");
      const name = scalarText(key);
      if (key && name && taints.has(name)) report(key, "Pod tolerates the taint of control plane nodes");
      if (!name && textField(toleration, "operator") === "Exists")
        report(toleration, "Pod tolerates every taint, also that of control plane nodes");
    }
  },
});

const taints: ReadonlySet<string> = new Set(["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"]);
