// What a name in a manifest stands for: an object, or a part of one that others speak of.

import type { Resource } from "./resource.ts";
import type { YamlMap } from "../yaml/tree.ts";

/**
 * `entry`: of a ConfigMap or Secret; `port`: of a Service; `podPort`, `volume`, `container`: of the pods of a workload;
 * `targetPort`: a port of all pods that a Service or NetworkPolicy selects.
 */
export type NameType = "object" | "entry" | "port" | "podPort" | "targetPort" | "volume" | "container";

export interface Owner {
  /** Canonical: what moved out of `extensions` is where it moved to. */
  readonly group: string;
  readonly kind: string;
  /** "" for kinds without; undefined where none is written. */
  readonly namespace: string | undefined;
  /** Of the object; "" where it has none, and then only `local` tells it from others. */
  readonly object: string;
  readonly local?: YamlMap | undefined;
}

export interface Name extends Owner {
  readonly type: NameType;
  /** The name in the object; a port's number as `#80`; "" for the object itself. */
  readonly part: string;
}

export function ownerOf({ group, kind, namespace, name, node }: Resource): Owner {
  const owner = objectOwner(group, kind, namespace, name ?? "");
  return name === undefined ? { ...owner, local: node } : owner;
}

export function objectOwner(group: string, kind: string, namespace: string | undefined, object: string): Owner {
  const canonical = canonicalGroup(group, kind);
  return { group: canonical, kind, namespace: isClusterKind(canonical, kind) ? "" : namespace, object };
}

export function objectName(owner: Owner): Name {
  return { ...owner, type: "object", part: "" };
}

/** Equal for all names that are the same but for their namespaces. */
export function keyOf({ type, group, kind, object, part }: Name): string {
  return `${type} ${group}/${kind}/${object} ${part}`;
}

/** How messages call it. */
export function describe({ type, kind, object, part }: Name): string {
  return type === "object" ? `${kind} \`${object}\`` : `${nouns[type]} \`${part}\` of ${kind} \`${object}\``;
}

/** The number of a port in the form that `part` has. */
export function portPart(port: number | string): string {
  return typeof port === "number" ? `#${port}` : port;
}

const nouns: Readonly<Record<Exclude<NameType, "object">, string>> = {
  entry: "Entry",
  port: "Port",
  podPort: "Container port",
  targetPort: "Target port",
  volume: "Volume",
  container: "Container",
};

/** Kubernetes "Deprecated API Migration Guide": what `extensions` held once. */
function canonicalGroup(group: string, kind: string): string {
  if (group !== "extensions") return group;
  return kind === "Ingress" || kind === "NetworkPolicy" ? "networking.k8s.io" : "apps";
}

/** `kubectl api-resources --namespaced=false`, as far as manifests name them; and those of cert-manager and others. */
const clusterKinds: ReadonlySet<string> = new Set([
  "/Namespace",
  "/Node",
  "/PersistentVolume",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "apiregistration.k8s.io/APIService",
  "cert-manager.io/ClusterIssuer",
  "external-secrets.io/ClusterSecretStore",
  "gateway.networking.k8s.io/GatewayClass",
  "networking.k8s.io/IngressClass",
  "node.k8s.io/RuntimeClass",
  "rbac.authorization.k8s.io/ClusterRole",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "scheduling.k8s.io/PriorityClass",
  "storage.k8s.io/CSIDriver",
  "storage.k8s.io/StorageClass",
]);

function isClusterKind(group: string, kind: string): boolean {
  return clusterKinds.has(`${group}/${kind}`);
}
