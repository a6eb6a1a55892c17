// Flags peers of a NetworkPolicy that no workload is one of.

import { namespacesOf } from "../../kube/known-namespaces.ts";
import { networkPolicyOf } from "../../kube/network-policy.ts";
import { nothingFound } from "../../kube/nothing-found.ts";
import { asksForAny, describeSelector, operatorLabels, selectedBy, workloadsIn } from "../../kube/selected.ts";
import { isEmpty } from "../../kube/selector.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "network-policy-peer-selects-nothing",
  category: "correctness",
  severity: "info",
  since: "0.2.0",
  summary: "NetworkPolicy peer selects no workload",
  sources: ["kube-linter:dangling-networkpolicypeer-podselector", "popeye:1202", "popeye:1208"],
  standards: [],
  presets: ["strict"],
  fields: ["ingress.from.podSelector", "egress.to.podSelector"],
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
    for (const { pods, namespaces } of networkPolicyOf(resource)?.rules.flatMap(({ peers }) => peers) ?? []) {
      if (!pods || isEmpty(pods.selector) || asksForAny(pods.selector, options.ignoredLabels)) continue;
      const where = namespaces ? namespacesOf(unit, namespaces.selector) : [resource.namespaceOrDefault];
      const workloads = where.flatMap((namespace) => workloadsIn(unit, namespace));
      if (workloads.length === 0 || selectedBy(pods.selector, workloads).length > 0) continue;
      report(pods.node, `A peer of ${resource.label} selects no workload: none has ${describeSelector(pods.selector)}`, {
        related: nothingFound(pods.selector, workloads).related,
      });
    }
  },
});
