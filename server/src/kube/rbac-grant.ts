// Which item of a role's rules gives a right away.

import { grants, grantsEverything, type Granting, type Role, type RoleRule } from "./rbac.ts";
import type { YamlScalar } from "../yaml/tree.ts";

/** Any of the verbs on any of the resources. */
export interface Right {
  /** The resources by their API group. */
  readonly targets: Readonly<Record<string, readonly string[]>>;
  readonly verbs: readonly string[];
  /** Only where a resource is named: a star in `resources` is another rule's finding. */
  readonly named?: boolean;
}

export interface Grant {
  readonly rule: RoleRule;
  /** The first item of `resources` that grants it: the resource by its name, else a star. */
  readonly node: YamlScalar;
  /** Those of the right's resources that the rule grants it on. */
  readonly resources: readonly string[];
  /** It holds for some objects only, by their names. */
  readonly isNamed: boolean;
}

/** The rules that grant the right. One that grants everything is left out: that is one finding (`rbac-wildcard-all`), not twenty. */
export function grantsOf({ rules, isCluster }: Role, right: Right): readonly Grant[] {
  return rules.flatMap((rule) => (grantsEverything(rule) ? [] : (grantOf(rule, isCluster, right) ?? [])));
}

function grantOf(rule: RoleRule, isCluster: boolean, right: Right): Grant | undefined {
  const isNamedIn = (resource: string) => rule.resources.some(({ text }) => text === resource);
  const resources = granted(rule, right).filter(
    (resource) => isNamedIn(resource) || (!right.named && (isCluster || !clusterScoped.has(resource))),
  );
  if (resources.length === 0) return undefined;
  const by =
    rule.resources.find(({ text }) => resources.includes(text)) ??
    rule.resources.find((item) => granted({ ...rule, resources: [item] }, right).length > 0);
  return by && { rule, node: by.node, resources, isNamed: rule.resourceNames.length > 0 };
}

/** Each once, in the order of the right. */
function granted(rule: Granting, { targets, verbs }: Right): readonly string[] {
  const found = Object.entries(targets).flatMap(([group, resources]) =>
    resources.filter((resource) => verbs.some((verb) => grants(rule, { group, resource, verb }))),
  );
  return [...new Set(found)];
}

/** What lies in no namespace: a star in a Role does not reach it. Who names it there means it, though it takes a ClusterRole. */
const clusterScoped: ReadonlySet<string> = new Set([
  "certificatesigningrequests/approval",
  "clusterrolebindings",
  "groups",
  "mutatingwebhookconfigurations",
  "nodes/proxy",
  "persistentvolumes",
  "signers",
  "uids",
  "userextras",
  "users",
  "validatingwebhookconfigurations",
]);

/** Names for a message: all of up to three, else two and the number of the others. */
export function inWords(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return names.length > 3 ? `${quoted.slice(0, 2).join(", ")} and ${names.length - 2} more` : quoted.join(", ");
}

/** The verbs that change or take away. */
export const writing: readonly string[] = ["create", "update", "patch", "delete", "deletecollection"];

/** Roles that the API server makes and keeps as they are (Kubernetes "Using RBAC Authorization": default roles). */
export function isDefaultRole({ resource: { kind, name = "" } }: Role): boolean {
  return kind === "ClusterRole" && (userRoles.has(name) || name.startsWith("system:"));
}

const userRoles: ReadonlySet<string> = new Set(["cluster-admin", "admin", "edit", "view"]);
