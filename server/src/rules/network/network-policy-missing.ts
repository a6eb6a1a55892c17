// Flags workloads that no NetworkPolicy selects.

import { addPolicy, isIsolated } from "../../kube/isolation.ts";
import { pairsOf } from "../../kube/selected.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import type { YamlEdit } from "../../yaml/edit.ts";

export const rule = defineRule({
  id: "network-policy-missing",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Workload is selected by no NetworkPolicy",
  sources: [
    "polaris:missingNetworkPolicy",
    "kube-linter:non-isolated-pod",
    "kube-score:pod-networkpolicy",
    "checkov:CKV2_K8S_6",
    "kubescape:C-0260",
    "kubescape:C-0030",
    "kyverno:require-network-policy",
    "kics:0401f71b-9c1e-4821-ab15-a955caa621be",
    "popeye:1204",
    "popeye:1205",
  ],
  standards: ["CIS-5.3.2", "NSA"],
  presets: [],
  fixes: ["template"],
  on: "workload",
  neighbours: "missing",
  check({ resource, podLabels, selector }, report, { unit }) {
    // Pods of a PodTemplate are made by others, and those of Knative have labels of its own.
    if (resource.kind === "PodTemplate" || resource.group === "serving.knative.dev") return;
    if (isIsolated(unit, resource.namespaceOrDefault, podLabels)) return;
    const labels = pairsOf(selector) ?? podLabels;
    const spec = {
      podSelector: { matchLabels: Object.fromEntries(labels) },
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ podSelector: {} }] }],
    };
    report.missing(resource, [], `${resource.label} is selected by no NetworkPolicy`, {
      fixes: () => fixesFor(labels.size === 0 ? [] : addPolicy(resource, resource.name ?? "web", spec)),
    });
  },
});

function fixesFor(edits: readonly YamlEdit[]): readonly Fix[] {
  return edits.length > 0 ? [{ title: "Add a NetworkPolicy", safety: "template", edits }] : [];
}
