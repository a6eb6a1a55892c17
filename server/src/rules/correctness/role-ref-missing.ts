// Flags bindings of roles that are not there.

import { didYouMean } from "../../base/nearest.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "role-ref-missing",
  category: "correctness",
  severity: "info",
  since: "0.2.0",
  summary: "Binding refers to a role that is not in the input",
  sources: [
    "polaris:clusterrolebindingPodExecAttach",
    "polaris:rolebindingClusterRolePodExecAttach",
    "polaris:rolebindingRolePodExecAttach",
    "kube-linter-template:access-to-resources",
    "popeye:1300",
  ],
  standards: [],
  presets: ["strict"],
  fields: ["roleRef.name"],
  on: "binding",
  neighbours: "missing",
  check({ roleRef, resource, isCluster }, report, { unit }) {
    const { group, label, namespaceOrDefault: namespace } = resource;
    const { kind, name, nameNode } = roleRef ?? {};
    if (!kind || !name || !nameNode || hasHole(name) || (isCluster && kind === "Role")) return;
    if (name.startsWith("system:") || (kind === "ClusterRole" ? builtIn : builtInRoles).includes(name)) return;
    const where = { kind, group, ...(kind === "Role" && { namespace }) };
    if (unit.find({ ...where, name }).length > 0) return;
    const names = unit.find(where).flatMap((found) => found.name ?? []);
    report(nameNode, `${label} refers to ${kind} \`${name}\`, which is not there${didYouMean(name, names)}`);
  },
});

/** Kubernetes "Using RBAC Authorization": user-facing roles. */
const builtIn = ["admin", "cluster-admin", "edit", "view"];

/** Of `kube-system`, for servers that extend the API. */
const builtInRoles = ["extension-apiserver-authentication-reader"];
