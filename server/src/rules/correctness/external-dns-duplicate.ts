// Flags names that two Services ask external-dns for.

import { claimsOf } from "../../kube/claims.ts";
import { clashesOf, labelFrom, relatedTo } from "../../kube/clash.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "external-dns-duplicate",
  category: "correctness",
  severity: "warning",
  since: "0.2.0",
  summary: "Same name for external-dns on two Services",
  sources: ["kyverno:unique-external-dns"],
  standards: [],
  presets: ["recommended", "strict"],
  on: "service",
  neighbours: "refine",
  check({ resource }, report, { unit }) {
    const claims = claimsOf(resource);
    if (claims.length === 0) return;
    for (const { claim, other } of clashesOf(resource, claims, unit.find({ kind: "Service", group: "" }))) {
      const message = `${resource.label} asks external-dns for \`${claim.text}\``;
      if (!other) report(claim.node, `${message} twice`);
      else
        report(claim.node, `${message} like ${labelFrom(resource, other)}`, {
          related: [{ resource: relatedTo(other), message: "The other one" }],
        });
    }
  },
});
