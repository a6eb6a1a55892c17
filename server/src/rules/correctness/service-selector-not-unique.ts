// Flags Services that select the same pods as another.

import { labelFrom, relatedTo } from "../../kube/clash.ts";
import type { Selector } from "../../kube/selector.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-selector-not-unique",
  category: "correctness",
  severity: "info",
  since: "0.2.0",
  summary: "Two Services have the same selector",
  sources: ["kyverno:require-unique-service-selector", "gatekeeper:K8sUniqueServiceSelector"],
  standards: [],
  presets: [],
  fields: ["spec.selector"],
  on: "service",
  neighbours: "refine",
  check({ resource, selector, selectorNode, isHeadless }, report, { unit }) {
    if (!selector || !selectorNode || selector.unresolved) return;
    const others = unit.find({ kind: "Service", group: "", namespace: resource.namespaceOrDefault });
    const key = keyOf(selector);
    const twin = others.find(
      ({ name, service, selector: other }) =>
        name !== resource.name && service?.isHeadless === isHeadless && other && keyOf(other) === key,
    );
    if (!twin) return;
    report(selectorNode, `${resource.label} has the selector of ${labelFrom(resource, twin)}`, {
      related: [{ resource: relatedTo(twin), message: "The other one" }],
    });
  },
});

function keyOf({ requirements }: Selector): string {
  return requirements
    .map(({ key, values }) => `${key}=${values.join()}`)
    .toSorted()
    .join("\n");
}
