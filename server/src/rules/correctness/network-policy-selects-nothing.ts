// Flags NetworkPolicies that no workload is selected by.

import { nothingFound } from "../../kube/nothing-found.ts";
import { podSelectorOf } from "../../kube/pod-selector.ts";
import { mapField } from "../../kube/read.ts";
import { asksForAny, describeSelector, operatorLabels, selectedBy, workloadsIn } from "../../kube/selected.ts";
import { isEmpty } from "../../kube/selector.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "network-policy-selects-nothing",
  category: "correctness",
  severity: ["warning", "info"],
  since: "0.2.0",
  summary: "NetworkPolicy selects no workload",
  sources: [
    "kube-linter:dangling-networkpolicy",
    "kube-score:networkpolicy-targets-pod",
    "kubescape:C-0299",
    "kics:85ab1c5b-014e-4352-b5f8-d7dea3bb4fd3",
    "popeye:1200",
    "popeye:1700",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["spec.podSelector"],
  options: {
    ignoredLabels: {
      type: "strings",
      default: operatorLabels,
      doc: "Keys of labels that operators put on pods: selectors with one are not judged.",
    },
  },
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit, options }) {
    const selector = policyKinds.includes(resource.kind) ? podSelectorOf(resource) : undefined;
    const node = mapField(resource.spec, "podSelector") ?? mapField(resource.spec, "endpointSelector");
    if (!selector || !node || isEmpty(selector) || asksForAny(selector, options.ignoredLabels)) return;
    const isClusterWide = resource.kind === "CiliumClusterwideNetworkPolicy";
    const workloads = workloadsIn(unit, isClusterWide ? undefined : resource.namespaceOrDefault);
    if (selectedBy(selector, workloads).length > 0) return;
    report(
      node,
      `${resource.label} selects no workload: none has ${describeSelector(selector)}`,
      nothingFound(selector, workloads),
    );
  },
});

const policyKinds = ["NetworkPolicy", "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy"];
