// Flags containers that are restarted for what should only keep traffic away.

import { asksTheSame, patienceOf } from "../../kube/probe-likeness.ts";
import { defineRule } from "../../lint/rule.ts";
import { get, getPair } from "../../yaml/access.ts";

export const rule = defineRule({
  id: "probes-identical",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  summary: "Liveness and readiness probes are identical",
  sources: ["kube-score:pod-probes-identical", "kyverno:validate-probes"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["livenessProbe", "readinessProbe"],
  on: "container",
  check(container, report) {
    const { liveness, readiness, pod, label, node } = container;
    if (!liveness || !readiness || !pod.workload.isLongRunning) return;
    if (!asksTheSame(container, liveness, readiness) || patienceOf(liveness) > patienceOf(readiness)) return;
    const other = getPair(node, "readinessProbe")?.key ?? readiness.node;
    // As written, so that an alias is shown itself and not what it stands for.
    report(get(node, "livenessProbe") ?? liveness, `Liveness and readiness probes of container \`${label}\` are identical`, {
      related: [{ node: other, message: "The readiness probe" }],
    });
  },
});
