// Flags peers of a NetworkPolicy in namespaces that nobody knows.

import { nearest } from "../../base/nearest.ts";
import { knownNamespaces, namespacesOf } from "../../kube/known-namespaces.ts";
import { networkPolicyOf, type SelectorNode } from "../../kube/network-policy.ts";
import { reach } from "../../kube/reach.ts";
import { mapField } from "../../kube/read.ts";
import { describeSelector, type Finder } from "../../kube/selected.ts";
import { isEmpty } from "../../kube/selector.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "network-policy-peer-namespace-unknown",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "NetworkPolicy peer selects no known namespace",
  sources: ["popeye:1201"],
  standards: ["NSA"],
  presets: ["strict"],
  fixes: ["safe"],
  fields: ["ingress.from.namespaceSelector", "egress.to.namespaceSelector"],
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit }) {
    const policy = networkPolicyOf(resource);
    if (!policy || unit.find({ kind: "Namespace", group: "" }).length === 0) return;
    for (const { namespaces } of policy.rules.flatMap(({ peers }) => peers)) {
      if (!namespaces || isEmpty(namespaces.selector) || namespacesOf(unit, namespaces.selector).length > 0) continue;
      const { node, selector } = namespaces;
      report(node, `A peer of ${resource.label} selects no known namespace: none has ${describeSelector(selector)}`, {
        fixes: () => fixesFor(unit, namespaces),
      });
    }
  },
});

/** Where one label alone is asked for, and a namespace has one nearly the same. */
function fixesFor(unit: Finder, { node, selector }: SelectorNode): readonly Fix[] {
  const [only, ...others] = selector.requirements;
  if (!only || others.length > 0 || only.operator !== "In" || only.values.length !== 1) return [];
  const values = knownNamespaces(unit).flatMap((labels) => labels.get(only.key) ?? []);
  const near = nearest(only.values[0] ?? "", values);
  if (near === undefined || !mapField(node, "matchLabels")) return [];
  return [{ title: `Change to \`${near}\``, safety: "safe", edits: [set(...reach(node, ["matchLabels", only.key]), near)] }];
}
