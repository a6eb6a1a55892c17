// Roles, what they grant, and the bindings that hand them out.

import { memo } from "../base/memo.ts";
import { labelSelector, type Selector } from "./selector.ts";
import { field, mapField, mapItems, textField, textItems, type Text } from "./read.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export interface RoleRule {
  readonly node: YamlMap;
  readonly apiGroups: readonly Text[];
  readonly resources: readonly Text[];
  readonly verbs: readonly Text[];
  /** Empty: all names. */
  readonly resourceNames: readonly Text[];
  readonly nonResourceURLs: readonly Text[];
}

/** What someone may do, as one request: `resource` with its subresource, as in `pods/exec`. */
export interface Permission {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
}

/** A Role or ClusterRole. */
export class Role {
  #rules: readonly RoleRule[] | undefined;

  constructor(readonly resource: Resource) {}

  get node(): YamlMap {
    return this.resource.node;
  }

  get isCluster(): boolean {
    return this.resource.kind === "ClusterRole";
  }

  get rules(): readonly RoleRule[] {
    return (this.#rules ??= mapItems(this.node, "rules").map(readRule));
  }

  /** The ClusterRoles by label whose rules a controller writes into this one; undefined where it is no aggregate. */
  get aggregation(): readonly Selector[] | undefined {
    const rule = mapField(this.node, "aggregationRule");
    if (!rule || !this.isCluster) return undefined;
    return mapItems(rule, "clusterRoleSelectors").flatMap((item) => labelSelector(item) ?? []);
  }
}

export interface Subject {
  readonly node: YamlMap;
  /** `User`, `Group` or `ServiceAccount`. */
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly nameNode: YamlNode | undefined;
  readonly namespace: string | undefined;
}

/** A RoleBinding or ClusterRoleBinding. */
export class Binding {
  #subjects: readonly Subject[] | undefined;

  constructor(readonly resource: Resource) {}

  get node(): YamlMap {
    return this.resource.node;
  }

  get isCluster(): boolean {
    return this.resource.kind === "ClusterRoleBinding";
  }

  get roleRef():
    | {
        readonly node: YamlMap;
        readonly kind: string | undefined;
        readonly name: string | undefined;
        readonly nameNode: YamlNode | undefined;
      }
    | undefined {
    const node = mapField(this.node, "roleRef");
    return node && { node, kind: textField(node, "kind"), name: textField(node, "name"), nameNode: field(node, "name") };
  }

  get subjects(): readonly Subject[] {
    return (this.#subjects ??= mapItems(this.node, "subjects").map((node) => ({
      node,
      kind: textField(node, "kind"),
      name: textField(node, "name"),
      nameNode: field(node, "name"),
      namespace: textField(node, "namespace") || undefined,
    })));
  }
}

export const roleOf: (resource: Resource) => Role | undefined = memo((resource) =>
  isRbac(resource, "Role", "ClusterRole") ? new Role(resource) : undefined,
);

export const bindingOf: (resource: Resource) => Binding | undefined = memo((resource) =>
  isRbac(resource, "RoleBinding", "ClusterRoleBinding") ? new Binding(resource) : undefined,
);

/** A rule as far as granting goes; facts carry it without nodes. */
export interface Granting {
  readonly apiGroups: readonly { readonly text: string }[];
  readonly resources: readonly { readonly text: string }[];
  readonly verbs: readonly { readonly text: string }[];
}

/**
 * Whether the rule allows the request, for all names or some (`resourceNames` is not looked at), as the authorizer reads it
 * (Kubernetes "Using RBAC Authorization"): a star is everything, subresources included; a star before `/scale` is that
 * subresource of every resource; `pods` does not include `pods/exec`, and a star behind the slash matches nothing.
 */
export function grants(rule: Granting, { group, resource, verb }: Permission): boolean {
  return (
    has(rule.verbs, (text) => text === "*" || text === verb) &&
    has(rule.apiGroups, (text) => text === "*" || text === group) &&
    has(rule.resources, (text) => text === "*" || text === resource || isSubresourceOf(text, resource))
  );
}

/** Whether the rule allows every verb on every resource of every group: what `cluster-admin` has. */
export function grantsEverything(rule: Granting): boolean {
  return grants(rule, { group: "*", resource: "*", verb: "*" });
}

function isSubresourceOf(pattern: string, resource: string): boolean {
  const slash = resource.indexOf("/");
  return slash > 0 && pattern.startsWith("*/") && pattern.slice(1) === resource.slice(slash);
}

function has(list: readonly { readonly text: string }[], accepts: (text: string) => boolean): boolean {
  return list.some(({ text }) => accepts(text));
}

function isRbac(resource: Resource, ...kinds: readonly string[]): boolean {
  return resource.group === "rbac.authorization.k8s.io" && kinds.includes(resource.kind);
}

function readRule(node: YamlMap): RoleRule {
  return {
    node,
    apiGroups: textItems(node, "apiGroups"),
    resources: textItems(node, "resources"),
    verbs: textItems(node, "verbs"),
    resourceNames: textItems(node, "resourceNames"),
    nonResourceURLs: textItems(node, "nonResourceURLs"),
  };
}
