// Flags Services that no workload is behind.

import { nothingFound } from "../../kube/nothing-found.ts";
import { asksForAny, describeSelector, operatorLabels, selectedBy, workloadsIn } from "../../kube/selected.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-selects-nothing",
  category: "correctness",
  severity: ["error", "info"],
  since: "0.2.0",
  summary: "Service selects no workload",
  sources: [
    "kube-linter:dangling-service",
    "kube-score:service-targets-pod",
    "kubescape:C-0293",
    "popeye:1100",
    "kics:3ca03a61-3249-4c16-8427-6f8e47dda729",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["spec.selector"],
  options: {
    ignoredLabels: {
      type: "strings",
      default: operatorLabels,
      doc: "Keys of labels that operators put on pods: selectors with one are not judged.",
    },
  },
  on: "service",
  neighbours: "missing",
  check({ resource, selector, selectorNode }, report, { unit, options }) {
    if (!selector || !selectorNode || asksForAny(selector, options.ignoredLabels)) return;
    const workloads = workloadsIn(unit, resource.namespaceOrDefault);
    if (selectedBy(selector, workloads).length > 0) return;
    report(
      selectorNode,
      `${resource.label} selects no workload: none has ${describeSelector(selector)}`,
      nothingFound(selector, workloads),
    );
  },
});
