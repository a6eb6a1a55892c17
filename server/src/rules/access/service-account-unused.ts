// Flags service accounts that neither a workload nor a binding names.

import { bindingsOf } from "../../kube/account-roles.ts";
import { isUsedByOperators, workloadsAs, workloadsIn } from "../../kube/account-users.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-account-unused",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Service account that nothing uses",
  sources: ["popeye:400"],
  standards: ["CIS-5.1.5"],
  presets: ["strict"],
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit }) {
    const { group, kind, name, namespaceOrDefault: namespace } = resource;
    if (group !== "" || kind !== "ServiceAccount" || name === undefined || name === "default" || hasHole(name)) return;
    const account = { namespace, name };
    if (workloadsIn(unit, namespace).length === 0 || isUsedByOperators(unit)) return;
    if (workloadsAs(unit, account).length === 0 && bindingsOf(unit, account).length === 0)
      report.missing(resource, [], `${resource.label} is used by no workload and no binding`);
  },
});
