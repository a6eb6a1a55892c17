// Flags roles that everyone with edit gets, and that can write Endpoints.

import { grantsOf, inWords, writing } from "../../kube/rbac-grant.ts";
import type { Role } from "../../kube/rbac.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-endpoints-write",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Aggregated role can write Endpoints",
  sources: ["kyverno:restrict-edit-for-endpoints", "gatekeeper:K8sBlockEndpointEditDefaultRole"],
  standards: ["CVE-2021-25740"],
  presets: ["strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    if (!isAggregated(role)) return;
    for (const { node, resources } of grantsOf(role, right))
      report(node, `${role.resource.label} lets everyone with \`edit\` or \`admin\` write ${inWords(resources)}`);
  },
});

const right = {
  targets: { "": ["endpoints"], "discovery.k8s.io": ["endpointslices"] },
  // `edit` is no verb of the API, but policies written for other tools look for it.
  verbs: [...writing, "edit"],
};

/** Its rules become part of `edit` or `admin` (Kubernetes "Using RBAC Authorization": aggregated ClusterRoles). */
function isAggregated({ isCluster, resource: { name, labels } }: Role): boolean {
  if (!isCluster) return false;
  return name === "system:aggregate-to-edit" || into.some((role) => labels.get(`${prefix}${role}`) === "true");
}

const prefix = "rbac.authorization.k8s.io/aggregate-to-";
const into = ["edit", "admin"];
