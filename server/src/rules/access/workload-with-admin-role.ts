// Flags pods whose service account may do everything.

import { accountOf, hasToken, heldRoles, isAdministrative, reachOf } from "../../kube/account-roles.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "workload-with-admin-role",
  category: "access",
  severity: "error",
  since: "0.2.0",
  summary: "Pod has an administrator's rights",
  sources: ["kubescape:C-0272"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["spec.serviceAccountName"],
  on: "pod",
  neighbours: "refine",
  check(pod, report, { unit }) {
    const account = accountOf(pod);
    if (hasHole(account.name) || !hasToken(unit, pod)) return;
    const held = heldRoles(unit, account).find(({ rules }) => rules.some(isAdministrative));
    if (!held) return;
    const { scope, related } = reachOf(held.binding);
    const message = `Pod runs as \`${account.name}\`, which may do everything in ${scope}`;
    if (pod.serviceAccountNode) report(pod.serviceAccountNode, message, { related });
    else report.missing(pod, ["serviceAccountName"], message, { related });
  },
});
