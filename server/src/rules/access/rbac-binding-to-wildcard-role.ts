// Flags bindings to a role that is cluster-admin under another name.

import { RBAC, labelOf } from "../../kube/account-roles.ts";
import { grants } from "../../kube/rbac.ts";
import type { RuleFacts } from "../../kube/facts.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-binding-to-wildcard-role",
  category: "access",
  severity: "error",
  since: "0.2.0",
  summary: "Binding to a role that may do everything",
  sources: [
    "polaris:clusterrolebindingClusterAdmin",
    "polaris:rolebindingClusterAdminClusterRole",
    "polaris:rolebindingClusterAdminRole",
    "kubescape:C-0035",
    "kubescape:C-0187",
  ],
  standards: ["CIS-5.1.1", "CIS-5.1.3"],
  presets: ["recommended", "strict"],
  fields: ["roleRef.name"],
  on: "binding",
  neighbours: "refine",
  check({ resource, roleRef }, report, { unit }) {
    const { kind, name, nameNode } = roleRef ?? {};
    if (!nameNode || (kind !== "Role" && kind !== "ClusterRole") || name === undefined) return;
    const namespace = resource.namespaceOrDefault;
    const [role] = unit.find({ kind, group: RBAC, name, ...(kind === "Role" && { namespace }) });
    if (!role?.rules?.some(isEverything)) return;
    report(nameNode, `${resource.label} binds ${labelOf(role)}, which may do everything`, {
      related: [{ resource: { kind, namespace: role.namespace ?? "default", name }, message: "The role" }],
    });
  },
});

function isEverything(rule: RuleFacts): boolean {
  return rule.resourceNames.length === 0 && verbs.every((verb) => grants(rule, { group: "*", resource: "*", verb }));
}

/** All that one can do to an ordinary object; a star grants them all. */
const verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];
