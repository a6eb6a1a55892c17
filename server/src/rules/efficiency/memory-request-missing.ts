// Flags containers for which the scheduler reserves no memory.

import { lackOf, proposeAmount } from "../../kube/lack.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "memory-request-missing",
  category: "efficiency",
  severity: "warning",
  since: "0.1.0",
  summary: "Container has no memory request",
  sources: [
    "polaris:memoryRequestsMissing",
    "kube-score:container-resources",
    "checkov:CKV_K8S_12",
    "trivy:KSV-0016",
    "kubescape:C-0269",
    "kubescape:C-0004",
    "kubesec:RequestsMemory",
    "kyverno:require-requests-limits",
    "kics:229588ef-8fde-40c8-8756-f4f2b5825ded",
    "terrascan:AC_K8S_0099",
    "gatekeeper:K8sContainerRequests",
    "gatekeeper:K8sRequiredResources",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["template"],
  fields: ["resources.requests.memory"],
  on: "container",
  neighbours: "refine",
  check(container, report, { kubernetes, unit }) {
    const namespace = container.pod.workload.resource.namespaceOrDefault;
    const limitRanges = () => unit.find({ kind: "LimitRange", group: "", namespace });
    const lack = lackOf(container, "requests", "memory", kubernetes, limitRanges);
    if (!lack) return;
    const fixes = () => {
      const edits = proposeAmount(container, "requests", "memory", "128Mi");
      return edits.length > 0 ? [{ title: "Add a memory request", safety: "template" as const, edits }] : [];
    };
    const message = `Container \`${container.label}\` has no memory request`;
    if (lack.zero) report(lack.zero, message, { fixes, ...lack.minors });
    else report.missing(container, ["resources", "requests", "memory"], message, { fixes, ...lack.minors });
  },
});
