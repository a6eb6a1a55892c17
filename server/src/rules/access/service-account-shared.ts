// Flags workloads that have the same rights because they run as the same service account.

import { accountOf, bindingsOf, hasToken, labelOf } from "../../kube/account-roles.ts";
import { workloadsAs } from "../../kube/account-users.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-account-shared",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Service account with rights shared by workloads",
  sources: ["kics:c1032cf7-3628-44e2-bd53-38c17cf31b6b"],
  standards: [],
  presets: [],
  fields: ["spec.serviceAccountName"],
  on: "pod",
  neighbours: "refine",
  check(pod, report, { unit }) {
    const { serviceAccountName: name, serviceAccountNode, workload } = pod;
    if (!serviceAccountNode || name === undefined || name === "default" || hasHole(name) || !hasToken(unit, pod)) return;
    const account = accountOf(pod);
    const { kind, name: own } = workload.resource;
    const other = workloadsAs(unit, account).find(
      (neighbour) => (neighbour.kind !== kind || neighbour.name !== own) && neighbour.pods?.automount !== false,
    );
    if (other && bindingsOf(unit, account).length > 0)
      report(serviceAccountNode, `Pod shares \`${name}\` and its rights with ${labelOf(other)}`);
  },
});
