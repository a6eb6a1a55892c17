// Flags containers that may take all of their node's memory.

import { lackOf, proposeAmount } from "../../kube/lack.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "memory-limit-missing",
  category: "efficiency",
  severity: "warning",
  since: "0.1.0",
  summary: "Container has no memory limit",
  sources: [
    "polaris:memoryLimitsMissing",
    "kube-linter:unset-memory-requirements",
    "kube-score:container-resources",
    "checkov:CKV_K8S_13",
    "trivy:KSV-0018",
    "kubescape:C-0271",
    "kubescape:C-0009",
    "kubescape:C-0004",
    "kubesec:LimitsMemory",
    "kyverno:require-requests-limits",
    "kics:b14d1bc4-a208-45db-92f0-e21f8e2588e9",
    "popeye:107",
    "terrascan:AC_K8S_0100",
    "gatekeeper:K8sContainerLimits",
    "gatekeeper:K8sRequiredResources",
  ],
  standards: ["NSA"],
  presets: ["recommended", "strict"],
  fixes: ["template"],
  fields: ["resources.limits.memory"],
  on: "container",
  neighbours: "refine",
  check(container, report, { kubernetes, unit }) {
    const namespace = container.pod.workload.resource.namespaceOrDefault;
    const limitRanges = () => unit.find({ kind: "LimitRange", group: "", namespace });
    const lack = lackOf(container, "limits", "memory", kubernetes, limitRanges);
    if (!lack) return;
    const fixes = () => {
      const edits = proposeAmount(container, "limits", "memory", "256Mi");
      return edits.length > 0 ? [{ title: "Add a memory limit", safety: "template" as const, edits }] : [];
    };
    const message = `Container \`${container.label}\` has no memory limit`;
    if (lack.zero) report(lack.zero, message, { fixes, ...lack.minors });
    else report.missing(container, ["resources", "limits", "memory"], message, { fixes, ...lack.minors });
  },
});
