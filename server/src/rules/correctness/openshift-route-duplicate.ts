// Flags hosts that two OpenShift Routes claim.

import { claimsOf } from "../../kube/claims.ts";
import { clashesOf, labelFrom, relatedTo } from "../../kube/clash.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "openshift-route-duplicate",
  category: "correctness",
  severity: "warning",
  since: "0.2.0",
  summary: "Same host in two OpenShift Routes",
  sources: ["kyverno:unique-routes"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["spec.host"],
  on: "resource",
  neighbours: "refine",
  check(resource, report, { unit }) {
    if (resource.group !== "route.openshift.io" || resource.kind !== "Route") return;
    for (const { claim, other } of clashesOf(resource, claimsOf(resource), unit.find({ kind: "Route", group: resource.group }))) {
      const message = `${resource.label} serves \`${claim.text}\``;
      if (!other) report(claim.node, `${message} twice`);
      else
        report(claim.node, `${message} like ${labelFrom(resource, other)}`, {
          related: [{ resource: relatedTo(other), message: "The other one" }],
        });
    }
  },
});
