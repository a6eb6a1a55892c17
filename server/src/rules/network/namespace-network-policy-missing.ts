// Flags Namespaces without any NetworkPolicy.

import { addPolicy, hasAnyPolicy } from "../../kube/isolation.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import type { Resource } from "../../kube/resource.ts";

export const rule = defineRule({
  id: "namespace-network-policy-missing",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Namespace without a NetworkPolicy",
  sources: ["kubescape:C-0049", "kubescape:C-0054", "kubescape:C-0206"],
  standards: ["CIS-5.3.2", "NSA", "MITRE-Lateral-movement"],
  presets: ["strict"],
  fixes: ["template"],
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit }) {
    const { group, kind, name, label } = resource;
    if (group !== "" || kind !== "Namespace" || name === undefined || hasAnyPolicy(unit, name)) return;
    report.missing(resource, [], `${label} has no NetworkPolicy`, { fixes: () => fixesFor(resource, name) });
  },
});

function fixesFor(resource: Resource, namespace: string): readonly Fix[] {
  const edits = addPolicy(resource, "default-deny", { podSelector: {}, policyTypes: ["Ingress"] }, namespace);
  return edits.length > 0 ? [{ title: "Add a NetworkPolicy that lets nothing in", safety: "template", edits }] : [];
}
