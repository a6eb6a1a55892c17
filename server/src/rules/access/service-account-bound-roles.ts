// Lists who has rights by a binding: service accounts, and the pods that carry their token.

import { accountOf, bindingsOf, hasToken, labelOf, type Account, type Neighbours } from "../../kube/account-roles.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-account-bound-roles",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Service account with rights",
  sources: ["kubescape:C-0053", "kubescape:C-0261"],
  standards: ["MITRE-Credential-access"],
  presets: [],
  fields: ["spec.serviceAccountName"],
  on: "resource",
  neighbours: "refine",
  check(resource, report, { unit }) {
    const { group, kind, name, namespaceOrDefault: namespace, workload } = resource;
    if (group === "" && kind === "ServiceAccount" && name !== undefined) {
      const by = grantors(unit, { namespace, name });
      if (by) report.missing(resource, [], `${resource.label} has rights by ${by}`);
    }
    if (!workload || !hasToken(unit, workload.pod)) return;
    const { pod } = workload;
    const account = accountOf(pod);
    const by = grantors(unit, account);
    if (by) report(pod.serviceAccountNode ?? pod, `Pod runs as \`${account.name}\`, which has rights by ${by}`);
  },
});

/** Its bindings for a message: the first, and the number of the others. */
function grantors(unit: Neighbours, account: Account): string | undefined {
  const [first, ...others] = bindingsOf(unit, account);
  return first && `${labelOf(first)}${others.length > 0 ? ` and ${others.length} more` : ""}`;
}
