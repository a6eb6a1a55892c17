// Flags pods whose service account could take the cluster over.

import { accountOf, grantsOnAll, hasToken, heldRoles, isAdministrative, reachOf } from "../../kube/account-roles.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "workload-with-takeover-role",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Pod may start pods or read all Secrets",
  sources: ["kubescape:C-0267"],
  standards: [],
  presets: ["strict"],
  fields: ["spec.serviceAccountName"],
  on: "pod",
  neighbours: "refine",
  check(pod, report, { unit }) {
    const account = accountOf(pod);
    if (hasHole(account.name) || !hasToken(unit, pod)) return;
    const roles = heldRoles(unit, account);
    // More is the matter of workload-with-admin-role.
    if (roles.some(({ rules }) => rules.some(isAdministrative))) return;
    for (const { can, resource, verbs } of ways) {
      const held = roles.find(({ rules }) =>
        rules.some((rule) => verbs.some((verb) => grantsOnAll(rule, { group: "", resource, verb }))),
      );
      if (!held) continue;
      const { scope, related } = reachOf(held.binding);
      const message = `Pod runs as \`${account.name}\`, which can ${can} in ${scope}`;
      if (pod.serviceAccountNode) report(pod.serviceAccountNode, message, { related });
      else report.missing(pod, ["serviceAccountName"], message, { related });
      return;
    }
  },
});

const ways = [
  { can: "start pods", resource: "pods", verbs: ["create", "update", "patch"] },
  { can: "read all Secrets", resource: "secrets", verbs: ["get", "list", "watch"] },
];
