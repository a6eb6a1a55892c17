// What a service account may do, as far as its bindings and roles are in sight.

import { grants, grantsEverything, type Permission } from "./rbac.ts";
import type { ResourceFacts, RuleFacts, SubjectFacts } from "./facts.ts";
import type { PodSpec } from "./pod-spec.ts";

/** Who can be asked for other objects: the unit of a rule. */
export interface Neighbours {
  find(query: {
    readonly kind: string;
    readonly group?: string;
    readonly namespace?: string;
    readonly name?: string;
  }): readonly ResourceFacts[];
}

export const RBAC = "rbac.authorization.k8s.io";

/** A service account by its names. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

export interface HeldRole {
  readonly binding: ResourceFacts;
  /** Of the role that is bound; the cluster's own are known. */
  readonly rules: readonly RuleFacts[];
}

/** All bindings in sight. */
export function bindingsIn(unit: Neighbours): readonly ResourceFacts[] {
  return ["RoleBinding", "ClusterRoleBinding"].flatMap((kind) => unit.find({ kind, group: RBAC }));
}

/** The bindings that name the account itself. */
export function bindingsOf(unit: Neighbours, account: Account): readonly ResourceFacts[] {
  return bindingsIn(unit).filter(({ namespace, subjects = [] }) =>
    subjects.some((subject) => isAccount(subject, namespace ?? "default", account)),
  );
}

/** The roles that the account has by its own name or by the groups that every service account is in. */
export function heldRoles(unit: Neighbours, account: Account): readonly HeldRole[] {
  return bindingsIn(unit)
    .filter(({ namespace, subjects = [] }) =>
      subjects.some((subject) => isAccount(subject, namespace ?? "default", account) || isItsGroup(subject, account)),
    )
    .flatMap((binding) => {
      const rules = rulesOf(unit, binding);
      return rules ? [{ binding, rules }] : [];
    });
}

/** The rules of the role that a binding refers to; undefined where it is not in sight and none of the cluster's own. */
export function rulesOf(unit: Neighbours, { roleRef, namespace }: ResourceFacts): readonly RuleFacts[] | undefined {
  const { kind, name } = roleRef ?? {};
  if (kind === undefined || name === undefined) return undefined;
  const place = kind === "Role" ? { namespace: namespace ?? "default" } : {};
  const [role] = unit.find({ kind, group: RBAC, name, ...place });
  return role?.rules ?? (kind === "ClusterRole" ? ownRoles.get(name) : undefined);
}

/** Whether the rule allows the request on every object, whatever its name. */
export function grantsOnAll(rule: RuleFacts, permission: Permission): boolean {
  return rule.resourceNames.length === 0 && grants(rule, permission);
}

/** Whether it allows everything in all API groups, or in the core one, which is enough to take the others. */
export function isAdministrative(rule: RuleFacts): boolean {
  return rule.resourceNames.length === 0 && (grantsEverything(rule) || grants(rule, { group: "", resource: "*", verb: "*" }));
}

/** The account that a pod runs as. */
export function accountOf({ serviceAccountName: name = "default", workload }: PodSpec): Account {
  return { namespace: workload.resource.namespaceOrDefault, name };
}

/** Whether the kubelet gives the pod a token of its account: the pod's own word, else the account's, else yes. */
export function hasToken(unit: Neighbours, pod: PodSpec): boolean {
  if (pod.automountServiceAccountToken) return pod.automount === true;
  const accounts = unit.find({ kind: "ServiceAccount", group: "", ...accountOf(pod) });
  return accounts.every(({ automount }) => automount !== false);
}

/** Where a binding gives its role, and the binding as a place to look at. */
export function reachOf(binding: ResourceFacts) {
  const { kind, namespace = "default", name = "" } = binding;
  return {
    scope: kind === "ClusterRoleBinding" ? "the cluster" : `namespace \`${namespace}\``,
    related: [{ resource: { kind, namespace, name }, message: `${labelOf(binding)} gives it the role` }],
  };
}

/** What messages call an object of the unit. */
export function labelOf({ kind, name = "?" }: ResourceFacts): string {
  return `${kind} \`${name}\``;
}

function isAccount(subject: SubjectFacts, bindingNamespace: string, { namespace, name }: Account): boolean {
  if (subject.kind === "User") return subject.name === `system:serviceaccount:${namespace}:${name}`;
  return subject.kind === "ServiceAccount" && subject.name === name && (subject.namespace || bindingNamespace) === namespace;
}

function isItsGroup({ kind, name }: SubjectFacts, { namespace }: Account): boolean {
  return (
    kind === "Group" &&
    ["system:authenticated", "system:serviceaccounts", `system:serviceaccounts:${namespace}`].includes(name ?? "")
  );
}

/** Kubernetes "Using RBAC Authorization", user-facing roles: what of them matters to who asks here. */
const everything: RuleFacts = {
  apiGroups: [{ text: "*" }],
  resources: [{ text: "*" }],
  verbs: [{ text: "*" }],
  resourceNames: [],
};
const editing: RuleFacts = {
  apiGroups: [{ text: "" }],
  resources: ["pods", "pods/exec", "secrets", "configmaps", "services"].map((text) => ({ text })),
  verbs: ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"].map((text) => ({ text })),
  resourceNames: [],
};
const ownRoles: ReadonlyMap<string, readonly RuleFacts[]> = new Map([
  ["cluster-admin", [everything]],
  ["admin", [editing]],
  ["edit", [editing]],
]);
