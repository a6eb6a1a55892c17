// Names that others of the unit have, for the places that speak of them.

import { textField, mapField, mapItems } from "../kube/read.ts";
import type { ResourceFacts } from "../kube/facts.ts";
import type { Workload } from "../kube/workload.ts";
import { textMap } from "../kube/read.ts";
import { DEFAULT_NAMESPACE } from "../workspace/unit.ts";
import { apiVersionOf } from "../schema/api-version.ts";
import { resourceOf, type Place, type Spot } from "./complete-place.ts";

/** A name, and what has it. A number stands for itself. */
export interface KnownName {
  readonly name: string | number;
  readonly note: string;
}

/** Undefined where the place speaks of nothing that has a name; empty where nothing of that sort is known. */
export function namesFor(place: Place, spot: Spot): readonly KnownName[] | undefined {
  const path = [spot.kind?.kind ?? textField(spot.object, "kind") ?? "", ...spot.keys];
  for (let from = Math.max(0, path.length - DEEPEST); from < path.length; from++) {
    const source = sources.get(path.slice(from).join("."));
    const found = source?.({ ...spot, place, holder: spot.maps.at(-1)!, owner: spot.maps.at(-2) });
    if (found) return unique(found);
  }
  return undefined;
}

const DEEPEST = 4;

interface Asked extends Spot {
  readonly place: Place;
  /** The map that the key stands in, and the one around it. */
  readonly holder: Spot["object"];
  readonly owner: Spot["object"] | undefined;
}

type Source = (asked: Asked) => readonly KnownName[];

/** Objects of a kind in the namespace, and names of such objects that others speak of. */
function objects(...kinds: readonly string[]): Source {
  return (asked) => [...kinds.flatMap((kind) => named(near(asked, kind))), ...kinds.flatMap((kind) => spokenOf(asked, kind))];
}

/** Objects of the kind that a key beside says; of all of `kinds` where it says none. */
function objectsByKey(key: string, kinds: readonly string[]): Source {
  return (asked) => {
    const kind = textField(asked.holder, key);
    return objects(...(kind ? [kind] : kinds))(asked);
  };
}

/** Entries of the ConfigMap or Secret that a key beside, or around, names. */
function entries(kind: string, nameKey: string, where: "beside" | "around"): Source {
  return (asked) => {
    const name = textField(where === "beside" ? asked.holder : asked.owner, nameKey);
    return near(asked, kind)
      .filter((facts) => facts.name === name)
      .flatMap((facts) => (facts.entries ?? []).map((entry) => ({ name: entry, note: `${kind} ${facts.name}` })));
  };
}

/** Ports of the Service that a key names. */
function servicePorts(nameOf: (asked: Asked) => string | undefined, part: "name" | "number"): Source {
  return (asked) => {
    const name = nameOf(asked);
    return near(asked, "Service")
      .filter((facts) => facts.name === name)
      .flatMap((facts) => portNames(facts.service?.ports ?? [], `Service ${facts.name}`, part));
  };
}

const workloadKinds = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "ReplicaSet", "Rollout"];

const classOf = (kind: string): Source => objects(kind);
const beside = (key: string) => (asked: Asked) => textField(asked.holder, key);
const around = (key: string) => (asked: Asked) => textField(asked.owner, key);

const sources: ReadonlyMap<string, Source> = new Map<string, Source>([
  ["configMapKeyRef.name", objects("ConfigMap")],
  ["configMapRef.name", objects("ConfigMap")],
  ["configMap.name", objects("ConfigMap")],
  ["configMapKeyRef.key", entries("ConfigMap", "name", "beside")],
  ["configMap.items.key", entries("ConfigMap", "name", "around")],
  ["secretKeyRef.name", objects("Secret")],
  ["secretRef.name", objects("Secret")],
  ["sources.secret.name", objects("Secret")],
  ["imagePullSecrets.name", objects("Secret")],
  ["secret.secretName", objects("Secret")],
  ["tls.secretName", objects("Secret")],
  ["certificateRefs.name", objects("Secret")],
  ["secretKeyRef.key", entries("Secret", "name", "beside")],
  ["sources.secret.items.key", entries("Secret", "name", "around")],
  ["secret.items.key", entries("Secret", "secretName", "around")],
  ["serviceAccountName", objects("ServiceAccount")],
  ["persistentVolumeClaim.claimName", objects("PersistentVolumeClaim")],
  ["StatefulSet.spec.serviceName", objects("Service")],
  ["service.name", objects("Service")],
  ["backendRefs.name", objectsByKey("kind", ["Service"])],
  ["parentRefs.name", objectsByKey("kind", ["Gateway"])],
  ["issuerRef.name", objectsByKey("kind", ["Issuer", "ClusterIssuer"])],
  ["service.port.name", servicePorts(around("name"), "name")],
  ["service.port.number", servicePorts(around("name"), "number")],
  ["backendRefs.port", servicePorts(beside("name"), "number")],
  ["Service.spec.ports.targetPort", targetPorts],
  ["httpGet.port", ownPorts],
  ["tcpSocket.port", ownPorts],
  ["grpc.port", (asked) => ownPorts(asked).filter(({ name }) => typeof name === "number")],
  ["volumeMounts.name", volumes],
  ["volumeDevices.name", volumes],
  ["scaleTargetRef.name", objectsByKey("kind", ["Deployment", "StatefulSet"])],
  ["targetRef.name", objectsByKey("kind", ["Deployment", "StatefulSet", "DaemonSet"])],
  ["roleRef.name", objectsByKey("kind", ["Role", "ClusterRole"])],
  ["subjects.name", objectsByKey("kind", ["ServiceAccount"])],
  ["subjects.namespace", namespaces],
  ["metadata.namespace", namespaces],
  ["storageClassName", classOf("StorageClass")],
  ["ingressClassName", classOf("IngressClass")],
  ["gatewayClassName", classOf("GatewayClass")],
  ["priorityClassName", classOf("PriorityClass")],
  ["runtimeClassName", classOf("RuntimeClass")],
  ["resourceFieldRef.containerName", containers],
  [
    "matchLabelKeys",
    (asked) => [...(workloadOf(asked)?.podLabels.keys() ?? [])].map((name) => ({ name, note: "label of these pods" })),
  ],
  ["rules.apiGroups", groups],
  ["rules.resources", pluralResources],
  ["rules.resourceNames", grantedNames],
]);

function near({ place, object }: Pick<Asked, "place" | "object">, kind: string): readonly ResourceFacts[] {
  const namespace = textField(mapField(object, "metadata"), "namespace");
  return place.unit
    .ofKind(kind)
    .filter((facts) => !facts.namespace || !namespace || facts.namespace === namespace || clusterKinds.has(kind));
}

const clusterKinds: ReadonlySet<string> = new Set([
  "ClusterIssuer",
  "ClusterRole",
  "Gateway",
  "GatewayClass",
  "IngressClass",
  "PriorityClass",
  "RuntimeClass",
  "ServiceAccount",
  "StorageClass",
]);

function named(facts: readonly ResourceFacts[]): KnownName[] {
  return facts.flatMap(({ name, kind }) => (name === undefined ? [] : [{ name, note: kind }]));
}

/** What is made elsewhere is still spoken of here. */
function spokenOf({ place, object }: Asked, kind: string): KnownName[] {
  const namespace = textField(mapField(object, "metadata"), "namespace") ?? DEFAULT_NAMESPACE;
  const own = textField(mapField(object, "metadata"), "name");
  const speakers = workloadKinds.flatMap((speaker) => place.unit.ofKind(speaker));
  return speakers.flatMap((facts) =>
    (facts.namespace ?? DEFAULT_NAMESPACE) === namespace && facts.name !== own
      ? facts.references
          .filter((reference) => reference.kind === kind)
          .map(({ name }) => ({ name, note: `${kind} of ${facts.kind} ${facts.name}` }))
      : [],
  );
}

function workloadOf(asked: Asked): Workload | undefined {
  return resourceOf(asked.place, asked)?.workload;
}

function volumes(asked: Asked): KnownName[] {
  const workload = workloadOf(asked);
  const claims = mapItems(mapField(asked.object, "spec"), "volumeClaimTemplates").map((claim) => ({
    name: textField(mapField(claim, "metadata"), "name") ?? "",
    note: "volume claim",
  }));
  const own = workload?.pod.volumes.map(({ name, source }) => ({ name: name ?? "", note: source ?? "volume" })) ?? [];
  const mounted = new Set(mapItems(asked.owner, "volumeMounts").map((mount) => textField(mount, "name")));
  const all = [...own, ...claims].filter(({ name }) => name !== "");
  // What the container does not mount yet comes first.
  return [...all.filter(({ name }) => !mounted.has(name)), ...all.filter(({ name }) => mounted.has(name))];
}

function containers(asked: Asked): KnownName[] {
  return (workloadOf(asked)?.pod.containers ?? []).flatMap(({ name, role }) => (name ? [{ name, note: role }] : []));
}

/** Of the container that the probe or hook belongs to. */
function ownPorts(asked: Asked): KnownName[] {
  const container = workloadOf(asked)?.pod.containers.find(({ node }) => asked.maps.includes(node));
  const ports = (container?.ports ?? []).map(({ name, containerPort }) => ({ name, number: containerPort }));
  return [...portNames(ports, "port of this container", "name"), ...portNames(ports, "port of this container", "number")];
}

/** Of the pods that the Service selects; of all pods of the namespace where it selects none yet. */
function targetPorts(asked: Asked): KnownName[] {
  const selector = textMap(mapField(mapField(asked.object, "spec"), "selector"));
  const all = workloadKinds.flatMap((kind) => near(asked, kind)).filter(({ pods }) => pods !== undefined);
  const selected = all.filter(
    ({ pods }) => selector.size > 0 && [...selector].every(([key, value]) => pods?.labels.get(key) === value),
  );
  return (selected.length > 0 ? selected : selector.size > 0 ? [] : all).flatMap((facts) => {
    const note = `${facts.kind} ${facts.name}`;
    const ports = facts.pods?.ports ?? [];
    return [...portNames(ports, note, "name"), ...portNames(ports, note, "number")];
  });
}

function portNames(
  ports: readonly { readonly name?: string | undefined; readonly number?: number | undefined }[],
  owner: string,
  part: "name" | "number",
): KnownName[] {
  return ports.flatMap(({ name, number }) => {
    const known = part === "name" ? name : number;
    const other = part === "name" ? number : name;
    return known === undefined ? [] : [{ name: known, note: other === undefined ? owner : `${other}, ${owner}` }];
  });
}

function namespaces({ place }: Asked): KnownName[] {
  const declared = named(place.unit.ofKind("Namespace"));
  const used = ["Service", ...workloadKinds, "ConfigMap"].flatMap((kind) =>
    place.unit
      .ofKind(kind)
      .flatMap(({ namespace }) =>
        namespace && namespace !== place.cursor.text ? [{ name: namespace, note: "used in other manifests" }] : [],
      ),
  );
  return [...declared, ...used, { name: DEFAULT_NAMESPACE, note: "Namespace" }];
}

function groups({ place: { catalogue } }: Asked): KnownName[] {
  const found = new Set(catalogue.kinds.map(({ group }) => group));
  return [...found].map((group) => ({ name: group, note: group === "" ? "the core API" : "API group" }));
}

/** Of the groups that the rule names; with the parts of theirs that are granted apart (Kubernetes RBAC, "Referring to resources"). */
function pluralResources({ place: { catalogue }, holder }: Asked): KnownName[] {
  const wanted = new Set(listed(holder, "apiGroups"));
  const kinds = catalogue.kinds.filter(({ group }) => wanted.size === 0 || wanted.has("*") || wanted.has(group));
  const plurals = kinds.flatMap((kind) => (kind.plural === undefined ? [] : [{ name: kind.plural, note: apiVersionOf(kind) }]));
  const known = new Set(plurals.map(({ name }) => name));
  const parts = subresources.filter((name) => known.has(name.slice(0, name.indexOf("/"))));
  return [...plurals, ...parts.map((name) => ({ name, note: "subresource" }))];
}

const subresources = [
  "pods/log",
  "pods/exec",
  "pods/portforward",
  "pods/attach",
  "pods/eviction",
  "pods/ephemeralcontainers",
  "deployments/scale",
  "statefulsets/scale",
  "replicasets/scale",
  "services/proxy",
  "serviceaccounts/token",
  "nodes/proxy",
];

/** Objects of the unit that the rule's resources are. */
function grantedNames(asked: Asked): KnownName[] {
  const plurals = new Set(listed(asked.holder, "resources"));
  const kinds = new Set(
    asked.place.catalogue.kinds.filter(({ plural }) => plural !== undefined && plurals.has(plural)).map(({ kind }) => kind),
  );
  return [...kinds].flatMap((kind) => named(near(asked, kind)));
}

function listed(map: Spot["object"], key: string): string[] {
  const list = map.pairs.find((pair) => pair.key.kind === "scalar" && pair.key.value === key)?.value;
  return list?.kind === "seq" ? list.items.flatMap((item) => (item.kind === "scalar" ? [item.value] : [])) : [];
}

function unique(names: readonly KnownName[]): readonly KnownName[] {
  const found = new Map<string | number, KnownName>();
  for (const known of names) if (!found.has(known.name)) found.set(known.name, known);
  return [...found.values()];
}
