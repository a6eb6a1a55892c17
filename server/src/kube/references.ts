// The other objects that an object names.

import { memo } from "../base/memo.ts";
import { field, boolField, intOrTextField, mapField, mapItems, textField, type Text } from "./read.ts";
import { bindingOf } from "./rbac.ts";
import { ingressOf } from "./ingress.ts";
import { hasHole } from "./unresolved.ts";
import type { ValueSource } from "./env.ts";
import type { PodSpec } from "./pod-spec.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export interface Reference {
  /** Where the name is written. */
  readonly node: YamlNode;
  readonly group: string;
  readonly kind: string;
  /** Undefined: that of the object itself, or none for kinds without. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** The object may be missing without harm. */
  readonly optional: boolean;
  /** Entries of the ConfigMap or Secret that must be there. */
  readonly keys: readonly Text[];
  /** Of a Service: the number or name of its port. */
  readonly port: number | string | undefined;
}

/** As far as the names are written out (no `${…}`). Scale targets are scaling.ts' business. */
export const referencesOf: (resource: Resource) => readonly Reference[] = memo((resource) => {
  const found = new References();
  if (resource.workload) addPod(found, resource.workload.pod);
  addOwn(found, resource);
  addIngress(found, resource);
  addBinding(found, resource);
  addRoute(found, resource);
  return found.list;
});

interface Extras {
  readonly group?: string;
  readonly namespace?: string | undefined;
  readonly optional?: boolean;
  readonly keys?: readonly Text[];
  readonly port?: number | string | undefined;
}

class References {
  readonly list: Reference[] = [];

  /** Adds what is named at `node`, if a name stands there. */
  add(kind: string | undefined, node: YamlNode | undefined, extras: Extras = {}): void {
    if (!kind || node?.kind !== "scalar" || node.value === "" || hasHole(node.value)) return;
    const { group = "", namespace, optional = false, keys = noKeys, port } = extras;
    this.list.push({ node, group, kind, namespace, name: node.value, optional, keys, port });
  }
}

const noKeys: readonly Text[] = [];

function addPod(found: References, pod: PodSpec): void {
  found.add("ServiceAccount", pod.serviceAccountNode);
  for (const { env, envFrom } of pod.containers) {
    for (const { valueFrom } of env) if (valueFrom) addEnv(found, valueFrom);
    for (const { kind, nameNode, optional } of envFrom)
      found.add(kind === "secretRef" ? "Secret" : "ConfigMap", nameNode, { optional });
  }
  for (const { node } of pod.volumes) {
    addVolume(found, node);
    for (const source of mapItems(mapField(node, "projected"), "sources")) addVolume(found, source);
  }
  addPullSecrets(found, pod.node);
}

function addEnv(found: References, { kind, nameNode, key, keyNode, optional }: ValueSource): void {
  if (kind !== "secretKeyRef" && kind !== "configMapKeyRef") return;
  const keys = key !== undefined && keyNode?.kind === "scalar" ? [{ node: keyNode, text: key }] : noKeys;
  found.add(kind === "secretKeyRef" ? "Secret" : "ConfigMap", nameNode, { optional, keys });
}

/** A volume, or a source of a projected one, which names its Secret by `name`. */
function addVolume(found: References, volume: YamlMap): void {
  const configMap = mapField(volume, "configMap");
  if (configMap) found.add("ConfigMap", field(configMap, "name"), entriesOf(configMap));
  const secret = mapField(volume, "secret");
  if (secret) found.add("Secret", field(secret, "secretName") ?? field(secret, "name"), entriesOf(secret));
  found.add("PersistentVolumeClaim", field(mapField(volume, "persistentVolumeClaim"), "claimName"));
  found.add("Secret", field(mapField(mapField(volume, "csi"), "nodePublishSecretRef"), "name"));
}

function entriesOf(source: YamlMap): Extras {
  const keys: Text[] = [];
  for (const item of mapItems(source, "items")) {
    const node = field(item, "key");
    const text = textField(item, "key");
    if (node?.kind === "scalar" && text !== undefined) keys.push({ node, text });
  }
  return { optional: boolField(source, "optional") === true, keys };
}

function addPullSecrets(found: References, owner: YamlMap): void {
  for (const item of mapItems(owner, "imagePullSecrets")) found.add("Secret", field(item, "name"));
}

function addOwn(found: References, { group, kind, node, spec }: Resource): void {
  switch (`${group}/${kind}`) {
    case "apps/StatefulSet":
      found.add("Service", field(spec, "serviceName"));
      return;
    case "/ServiceAccount":
      for (const item of mapItems(node, "secrets")) found.add("Secret", field(item, "name"));
      addPullSecrets(found, node);
      return;
    case "argoproj.io/Rollout": {
      const target = mapField(spec, "workloadRef");
      found.add(textField(target, "kind"), field(target, "name"), { group: "apps" });
    }
  }
}

function addIngress(found: References, resource: Resource): void {
  const ingress = ingressOf(resource);
  if (!ingress) return;
  for (const { serviceNode, port } of ingress.backends) found.add("Service", serviceNode, { port });
  for (const { secretNameNode } of ingress.tls) found.add("Secret", secretNameNode);
}

function addBinding(found: References, resource: Resource): void {
  const binding = bindingOf(resource);
  if (!binding) return;
  found.add(binding.roleRef?.kind, binding.roleRef?.nameNode, { group: resource.group });
  for (const { kind, nameNode, namespace } of binding.subjects)
    if (kind === "ServiceAccount") found.add("ServiceAccount", nameNode, { namespace });
}

/** Routes of the Gateway API: their backends are Services unless they say otherwise. */
function addRoute(found: References, { group, kind, spec }: Resource): void {
  if (group !== "gateway.networking.k8s.io" || !kind.endsWith("Route")) return;
  for (const rule of mapItems(spec, "rules"))
    for (const ref of mapItems(rule, "backendRefs")) {
      if ((textField(ref, "kind") ?? "Service") !== "Service" || textField(ref, "group")) continue;
      found.add("Service", field(ref, "name"), { namespace: textField(ref, "namespace"), port: intOrTextField(ref, "port") });
    }
}
