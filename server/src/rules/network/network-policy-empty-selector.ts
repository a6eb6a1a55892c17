// Flags NetworkPolicies that open every pod of a namespace.

import { networkPolicyOf } from "../../kube/network-policy.ts";
import { mapField } from "../../kube/read.ts";
import { isEmpty, labelSelector } from "../../kube/selector.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "network-policy-empty-selector",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "NetworkPolicy allows traffic for all pods",
  sources: ["kyverno:restrict-networkpolicy-empty-podselector"],
  standards: [],
  presets: [],
  fields: ["spec.podSelector"],
  on: "resource",
  check(resource, report) {
    const policy = networkPolicyOf(resource);
    const selector = labelSelector(mapField(resource.spec, "podSelector"));
    if (!policy?.podSelectorNode || !selector || !isEmpty(selector)) return;
    if (policy.rules.some(({ direction }) => policy.governs(direction)))
      report(policy.podSelectorNode, `${resource.label} allows traffic for all pods of its namespace`);
  },
});
