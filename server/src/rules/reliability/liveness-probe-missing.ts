// Flags containers that nothing restarts when they hang.

import { proposeLiveness } from "../../kube/probe-proposal.ts";
import { defineRule } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "liveness-probe-missing",
  category: "reliability",
  severity: "info",
  since: "0.1.0",
  summary: "Container has no liveness probe",
  sources: [
    "polaris:livenessProbeMissing",
    "kube-linter:no-liveness-probe",
    "kube-score:pod-probes",
    "checkov:CKV_K8S_8",
    "kubescape:C-0056",
    "kics:ade74944-a674-4e00-859e-c6eab5bde441",
    "popeye:103",
    "terrascan:AC_K8S_0070",
    "gatekeeper:K8sRequiredProbes",
  ],
  standards: [],
  presets: ["strict"],
  fixes: ["template"],
  fields: ["livenessProbe"],
  on: "container",
  check(container, report) {
    const { role, pod, label, node } = container;
    if (role === "init" || role === "ephemeral" || !pod.workload.isLongRunning || container.field("livenessProbe")) return;
    const edits = () => [set(node, ["livenessProbe"], proposeLiveness(container))];
    report.missing(container, ["livenessProbe"], `Container \`${label}\` has no liveness probe`, {
      fixes: () => [{ title: "Add a `livenessProbe`", safety: "template", edits: edits() }],
    });
  },
});
