// Flags containers that may take all of their node's spare CPU time.

import { lackOf, proposeAmount } from "../../kube/lack.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "cpu-limit-missing",
  category: "efficiency",
  severity: "info",
  since: "0.1.0",
  summary: "Container has no CPU limit",
  sources: [
    "polaris:cpuLimitsMissing",
    "kube-score:container-resources",
    "checkov:CKV_K8S_11",
    "trivy:KSV-0011",
    "kubescape:C-0270",
    "kubescape:C-0009",
    "kubescape:C-0050",
    "kubesec:LimitsCPU",
    "kyverno:require-cpu-limits",
    "kics:4ac0e2b7-d2d2-4af7-8799-e8de6721ccda",
    "popeye:107",
    "terrascan:AC_K8S_0098",
    "gatekeeper:K8sContainerLimits",
    "gatekeeper:K8sRequiredResources",
  ],
  standards: ["NSA"],
  presets: [],
  fixes: ["template"],
  fields: ["resources.limits.cpu"],
  on: "container",
  neighbours: "refine",
  check(container, report, { kubernetes, unit }) {
    const namespace = container.pod.workload.resource.namespaceOrDefault;
    const limitRanges = () => unit.find({ kind: "LimitRange", group: "", namespace });
    const lack = lackOf(container, "limits", "cpu", kubernetes, limitRanges);
    if (!lack) return;
    const fixes = () => {
      const edits = proposeAmount(container, "limits", "cpu", "500m");
      return edits.length > 0 ? [{ title: "Add a CPU limit", safety: "template" as const, edits }] : [];
    };
    const message = `Container \`${container.label}\` has no CPU limit`;
    if (lack.zero) report(lack.zero, message, { fixes, ...lack.minors });
    else report.missing(container, ["resources", "limits", "cpu"], message, { fixes, ...lack.minors });
  },
});
