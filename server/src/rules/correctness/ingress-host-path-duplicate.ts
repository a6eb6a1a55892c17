// Flags hosts and paths that more than one Ingress rule serves.

import { claimsOf } from "../../kube/claims.ts";
import { clashesOf, labelFrom, relatedTo } from "../../kube/clash.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-host-path-duplicate",
  category: "correctness",
  severity: "warning",
  since: "0.2.0",
  summary: "Same host and path in two Ingresses",
  sources: [
    "kyverno:unique-ingress-host",
    "kyverno:unique-ingress-host-and-path",
    "kyverno:unique-ingress-path",
    "gatekeeper:K8sUniqueIngressHost",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["spec.rules.host", "spec.rules.http.paths.path"],
  on: "ingress",
  neighbours: "refine",
  check({ resource }, report, { unit }) {
    for (const { claim, other } of clashesOf(resource, claimsOf(resource), unit.find({ kind: "Ingress" }))) {
      const message = `${resource.label} serves \`${claim.text}\``;
      if (!other) report(claim.node, `${message} twice`);
      else
        report(claim.node, `${message} like ${labelFrom(resource, other)}`, {
          related: [{ resource: relatedTo(other), message: "The other one" }],
        });
    }
  },
});
