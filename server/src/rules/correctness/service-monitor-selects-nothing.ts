// Flags monitors of the Prometheus operator that find nothing to ask.

import { boolField, mapField, textItems } from "../../kube/read.ts";
import { describeSelector, selectedBy, workloadsIn, type Finder } from "../../kube/selected.ts";
import { isEmpty, labelSelector, matches } from "../../kube/selector.ts";
import type { ResourceFacts } from "../../kube/facts.ts";
import type { Resource } from "../../kube/resource.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-monitor-selects-nothing",
  category: "correctness",
  severity: ["warning", "info"],
  since: "0.2.0",
  summary: "ServiceMonitor or PodMonitor selects nothing",
  sources: ["kube-linter:dangling-servicemonitor"],
  standards: [],
  presets: ["strict"],
  fields: ["spec.selector"],
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit }) {
    const { group, kind, spec, label } = resource;
    const isPods = kind === "PodMonitor";
    const node = mapField(spec, "selector");
    const selector = labelSelector(node);
    if (group !== "monitoring.coreos.com" || !(isPods || kind === "ServiceMonitor") || !node || !selector || isEmpty(selector))
      return;
    const where = namespacesOf(resource);
    const found = where.map((namespace) => (isPods ? workloadsIn(unit, namespace) : servicesIn(unit, namespace)));
    const candidates = found.flat();
    const isFound = isPods
      ? selectedBy(selector, candidates).length > 0
      : candidates.some(({ labels }) => matches(selector, labels));
    if (isFound) return;
    // Of a namespace that the input has nothing of, and of all namespaces, more may be kept elsewhere.
    const isSure = !where.includes(undefined) && found.every(({ length }) => length > 0);
    const noun = isPods ? "workload" : "Service";
    report(node, `${label} selects no ${noun}: none has ${describeSelector(selector)}`, isSure ? {} : { severity: "info" });
  },
});

/** Undefined among them: all. */
function namespacesOf({ spec, namespaceOrDefault }: Resource): readonly (string | undefined)[] {
  const selector = mapField(spec, "namespaceSelector");
  if (boolField(selector, "any")) return [undefined];
  const names = textItems(selector, "matchNames").map(({ text }) => text);
  return names.length > 0 ? names : [namespaceOrDefault];
}

function servicesIn(unit: Finder, namespace: string | undefined): readonly ResourceFacts[] {
  return unit.find({ kind: "Service", group: "", ...(namespace !== undefined && { namespace }) });
}
