// Flags containers for which the scheduler reserves no CPU.

import { lackOf, proposeAmount } from "../../kube/lack.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "cpu-request-missing",
  category: "efficiency",
  severity: "warning",
  since: "0.1.0",
  summary: "Container has no CPU request",
  sources: [
    "polaris:cpuRequestsMissing",
    "kube-linter:unset-cpu-requirements",
    "kube-score:container-resources",
    "checkov:CKV_K8S_10",
    "trivy:KSV-0015",
    "kubescape:C-0268",
    "kubescape:C-0050",
    "kubesec:RequestsCPU",
    "kyverno:require-requests-limits",
    "kics:ca469dd4-c736-448f-8ac1-30a642705e0a",
    "terrascan:AC_K8S_0097",
    "gatekeeper:K8sContainerRequests",
    "gatekeeper:K8sRequiredResources",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["template"],
  fields: ["resources.requests.cpu"],
  on: "container",
  neighbours: "refine",
  check(container, report, { kubernetes, unit }) {
    const namespace = container.pod.workload.resource.namespaceOrDefault;
    const limitRanges = () => unit.find({ kind: "LimitRange", group: "", namespace });
    const lack = lackOf(container, "requests", "cpu", kubernetes, limitRanges);
    if (!lack) return;
    const fixes = () => {
      const edits = proposeAmount(container, "requests", "cpu", "100m");
      return edits.length > 0 ? [{ title: "Add a CPU request", safety: "template" as const, edits }] : [];
    };
    const message = `Container \`${container.label}\` has no CPU request`;
    if (lack.zero) report(lack.zero, message, { fixes, ...lack.minors });
    else report.missing(container, ["resources", "requests", "cpu"], message, { fixes, ...lack.minors });
  },
});
