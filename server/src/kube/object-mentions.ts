// Names of objects and of the entries in them: where they are declared, and who refers to them.

import { entries } from "../yaml/access.ts";
import { field, mapField, textField, textItems } from "./read.ts";
import { bindingOf, roleOf } from "./rbac.ts";
import { objectName, objectOwner, ownerOf, type Name, type Owner } from "./name.ts";
import { mentionOthers } from "./other-references.ts";
import { referencesOf } from "./references.ts";
import { scalerOf, type Scaler } from "./scaling.ts";
import type { Mentioning } from "./mention.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap } from "../yaml/tree.ts";

export function mentionObjects(found: Mentioning, resource: Resource): void {
  const { group, kind, metadata, node, namespace } = resource;
  found.declare(resource.nameNode, () => objectName(ownerOf(resource)), node);
  found.refer(field(metadata, "namespace"), namespaceName);
  if (group === "" && kind === "ConfigMap") declareEntries(found, resource, "data", "binaryData");
  if (group === "" && kind === "Secret") declareEntries(found, resource, "data", "stringData");
  for (const reference of referencesOf(resource)) {
    const owner = objectOwner(reference.group, reference.kind, reference.namespace ?? namespace, reference.name);
    found.refer(reference.node, () => objectName(owner));
    for (const { node } of reference.keys) found.refer(node, (text) => entryName(owner, text));
  }
  mentionMountedEntries(found, resource);
  mentionAccess(found, resource);
  const scaler = scalerOf(resource);
  if (scaler) found.refer(scaler.nameNode, () => objectName(scaledOwner(resource, scaler)));
  mentionOthers(found, resource);
}

export function scaledOwner({ namespace }: Resource, { group, kind, name }: Scaler): Owner {
  return objectOwner(group, kind, namespace, name);
}

export function entryName(owner: Owner, key: string): Name {
  return { ...owner, type: "entry", part: key };
}

export function namespaceName(name: string): Name {
  return objectName(objectOwner("", "Namespace", undefined, name));
}

function declareEntries(found: Mentioning, resource: Resource, ...keys: readonly string[]): void {
  const owner = ownerOf(resource);
  for (const key of keys)
    for (const { pair } of entries(field(resource.node, key))) {
      const { start } = pair.key;
      found.declare(pair.key, (text) => entryName(owner, text), { start, end: Math.max(pair.key.end, pair.value.end) });
    }
}

/** `subPath` of a mount whose volume is a whole ConfigMap or Secret. */
function mentionMountedEntries(found: Mentioning, { workload, namespace }: Resource): void {
  if (!workload) return;
  const sources = new Map<string, Owner>();
  for (const { name, node } of workload.pod.volumes) {
    const source = name === undefined ? undefined : wholeSource(node, namespace);
    if (name !== undefined && source) sources.set(name, source);
  }
  if (sources.size === 0) return;
  for (const { volumeMounts } of workload.pod.containers)
    for (const { name, node } of volumeMounts) {
      const source = name === undefined ? undefined : sources.get(name);
      if (source) found.refer(field(node, "subPath"), (text) => entryName(source, text));
    }
}

function wholeSource(volume: YamlMap, namespace: string | undefined): Owner | undefined {
  for (const [key, kind, nameKey] of wholeSources) {
    const source = mapField(volume, key);
    const name = textField(source, nameKey);
    if (name && !field(source, "items")) return objectOwner("", kind, namespace, name);
  }
  return undefined;
}

const wholeSources = [
  ["configMap", "ConfigMap", "name"],
  ["secret", "Secret", "secretName"],
] as const;

/** What a role grants by name, and the namespaces of subjects. */
function mentionAccess(found: Mentioning, resource: Resource): void {
  for (const subject of bindingOf(resource)?.subjects ?? []) found.refer(field(subject.node, "namespace"), namespaceName);
  const role = roleOf(resource);
  if (!role || role.isCluster) return;
  for (const { node, apiGroups, resources } of role.rules) {
    const granted = resources.flatMap(({ text }) => namedResources.get(text) ?? []);
    const [group, kind] = granted.find(([group]) => apiGroups.some(({ text }) => text === group)) ?? [];
    if (granted.length !== 1 || group === undefined || !kind) continue;
    for (const name of textItems(node, "resourceNames"))
      found.refer(name.node, (text) => objectName(objectOwner(group, kind, resource.namespace, text)));
  }
}

/** Resources by their plural. */
const namedResources: ReadonlyMap<string, readonly (readonly [group: string, kind: string])[]> = new Map(
  (
    [
      ["configmaps", "", "ConfigMap"],
      ["secrets", "", "Secret"],
      ["services", "", "Service"],
      ["serviceaccounts", "", "ServiceAccount"],
      ["persistentvolumeclaims", "", "PersistentVolumeClaim"],
      ["deployments", "apps", "Deployment"],
      ["statefulsets", "apps", "StatefulSet"],
      ["daemonsets", "apps", "DaemonSet"],
    ] as const
  ).map(([plural, group, kind]) => [plural, [[group, kind]]]),
);
