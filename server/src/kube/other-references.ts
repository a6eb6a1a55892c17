// References that lead somewhere, but that no rule asks for: classes, claims, gateways, certificates, webhooks.

import { field, fieldAt, mapField, mapItems, textField } from "./read.ts";
import { objectName, objectOwner } from "./name.ts";
import type { Mentioning } from "./mention.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

const gatewayApi = "gateway.networking.k8s.io";
const storage = "storage.k8s.io";

export function mentionOthers(found: Mentioning, resource: Resource): void {
  const others = new Others(found, resource);
  addPod(others, resource);
  addByKind(others, resource);
}

class Others {
  readonly #found: Mentioning;
  readonly #namespace: string | undefined;

  constructor(found: Mentioning, { namespace }: Resource) {
    this.#found = found;
    this.#namespace = namespace;
  }

  refer(group: string, kind: string, node: YamlNode | undefined, namespace = this.#namespace): void {
    this.#found.refer(node, (text) => objectName(objectOwner(group, kind, namespace, text)));
  }

  /** The object makes another, of this name. */
  make(group: string, kind: string, node: YamlNode | undefined, around: YamlMap): void {
    this.#found.declare(node, (text) => objectName(objectOwner(group, kind, this.#namespace, text)), around);
  }

  /** Whatever `kind` and `group` of the reference say. */
  referAs(ref: YamlMap | undefined, group: string, kind: string): void {
    this.refer(textField(ref, "group") ?? group, textField(ref, "kind") ?? kind, field(ref, "name"), textField(ref, "namespace"));
  }
}

function addPod(others: Others, { workload, spec }: Resource): void {
  if (!workload) return;
  const { pod } = workload;
  others.refer("scheduling.k8s.io", "PriorityClass", pod.field("priorityClassName"));
  others.refer("node.k8s.io", "RuntimeClass", pod.field("runtimeClassName"));
  for (const claim of mapItems(spec, "volumeClaimTemplates")) addClaim(others, mapField(claim, "spec"));
  for (const { node } of pod.volumes) addClaim(others, mapField(fieldAt(node, ["ephemeral", "volumeClaimTemplate"]), "spec"));
}

function addClaim(others: Others, claim: YamlMap | undefined): void {
  others.refer(storage, "StorageClass", field(claim, "storageClassName"));
  others.refer("", "PersistentVolume", field(claim, "volumeName"));
}

function addByKind(others: Others, { group, kind, node, spec, metadata }: Resource): void {
  if (group === gatewayApi) addGateway(others, kind, spec);
  switch (`${group}/${kind}`) {
    case "/PersistentVolumeClaim":
      addClaim(others, spec);
      return;
    case "/PersistentVolume": {
      others.refer(storage, "StorageClass", field(spec, "storageClassName"));
      const claim = mapField(spec, "claimRef");
      others.refer("", "PersistentVolumeClaim", field(claim, "name"), textField(claim, "namespace"));
      return;
    }
    case "networking.k8s.io/Ingress":
      others.refer("networking.k8s.io", "IngressClass", field(spec, "ingressClassName"));
      others.refer("cert-manager.io", "ClusterIssuer", fieldAt(metadata, ["annotations", "cert-manager.io/cluster-issuer"]));
      others.refer("cert-manager.io", "Issuer", fieldAt(metadata, ["annotations", "cert-manager.io/issuer"]));
      return;
    case "cert-manager.io/Certificate":
      if (spec) others.make("", "Secret", field(spec, "secretName"), spec);
      others.referAs(mapField(spec, "issuerRef"), "cert-manager.io", "Issuer");
      return;
    case "external-secrets.io/ExternalSecret":
      if (spec) others.make("", "Secret", fieldAt(spec, ["target", "name"]), spec);
      others.referAs(mapField(spec, "secretStoreRef"), "external-secrets.io", "SecretStore");
      return;
    case "argoproj.io/Rollout":
      for (const [strategy, key] of rolloutServices) others.refer("", "Service", fieldAt(spec, ["strategy", strategy, key]));
      return;
    case "apiregistration.k8s.io/APIService":
      addService(others, mapField(spec, "service"));
      return;
    case "admissionregistration.k8s.io/MutatingWebhookConfiguration":
    case "admissionregistration.k8s.io/ValidatingWebhookConfiguration":
      for (const webhook of mapItems(node, "webhooks"))
        addService(others, mapField(mapField(webhook, "clientConfig"), "service"));
  }
}

const rolloutServices = [
  ["canary", "stableService"],
  ["canary", "canaryService"],
  ["blueGreen", "activeService"],
  ["blueGreen", "previewService"],
] as const;

function addService(others: Others, service: YamlMap | undefined): void {
  others.refer("", "Service", field(service, "name"), textField(service, "namespace"));
}

function addGateway(others: Others, kind: string, spec: YamlMap | undefined): void {
  for (const ref of mapItems(spec, "parentRefs")) others.referAs(ref, gatewayApi, "Gateway");
  if (kind !== "Gateway") return;
  others.refer(gatewayApi, "GatewayClass", field(spec, "gatewayClassName"));
  for (const listener of mapItems(spec, "listeners"))
    for (const ref of mapItems(mapField(listener, "tls"), "certificateRefs")) others.referAs(ref, "", "Secret");
}
