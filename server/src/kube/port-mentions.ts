// Ports of Services, and who speaks of them and of the ports of pods behind them.

import { field, intOrTextField, mapItems, textField } from "./read.ts";
import { ingressOf } from "./ingress.ts";
import { objectOwner, ownerOf, portPart, type Name, type Owner } from "./name.ts";
import { serviceOf } from "./service.ts";
import type { Mentioning } from "./mention.ts";
import type { Resource } from "./resource.ts";
import type { YamlNode } from "../yaml/tree.ts";

export function mentionPorts(found: Mentioning, resource: Resource): void {
  const service = serviceOf(resource);
  if (service) {
    const owner = ownerOf(resource);
    for (const { node, nameNode, port, portNode, targetPort, targetPortNode } of service.ports) {
      found.declare(nameNode, (text) => portName(owner, text), node);
      if (port !== undefined) found.declare(portNode, () => portName(owner, port), node);
      mentionTarget(found, owner, targetPort, targetPortNode);
    }
  }
  mentionIngressPorts(found, resource);
  mentionRoutePorts(found, resource);
  mentionPolicyPorts(found, resource);
}

function mentionTarget(found: Mentioning, owner: Owner, port: number | string | undefined, node: YamlNode | undefined): void {
  if (port !== undefined) found.refer(node, () => ({ ...owner, type: "targetPort", part: portPart(port) }));
}

function mentionIngressPorts(found: Mentioning, resource: Resource): void {
  for (const { service, port, portNode } of ingressOf(resource)?.backends ?? [])
    mentionServicePort(found, resource.namespace, service, port, portNode);
}

/** Of the Gateway API. */
function mentionRoutePorts(found: Mentioning, { group, kind, namespace, spec }: Resource): void {
  if (group !== "gateway.networking.k8s.io" || !kind.endsWith("Route")) return;
  for (const rule of mapItems(spec, "rules"))
    for (const ref of mapItems(rule, "backendRefs")) {
      if ((textField(ref, "kind") ?? "Service") !== "Service" || textField(ref, "group")) continue;
      const at = textField(ref, "namespace") ?? namespace;
      mentionServicePort(found, at, textField(ref, "name"), intOrTextField(ref, "port"), field(ref, "port"));
    }
}

function mentionServicePort(
  found: Mentioning,
  namespace: string | undefined,
  service: string | undefined,
  port: number | string | undefined,
  node: YamlNode | undefined,
): void {
  if (!service || port === undefined) return;
  found.refer(node, () => portName(objectOwner("", "Service", namespace, service), port));
}

/** Only ingress rules speak of ports of the selected pods. */
function mentionPolicyPorts(found: Mentioning, resource: Resource): void {
  if (resource.kind !== "NetworkPolicy" || (resource.group !== "networking.k8s.io" && resource.group !== "extensions")) return;
  const owner = ownerOf(resource);
  for (const rule of mapItems(resource.spec, "ingress"))
    for (const port of mapItems(rule, "ports")) mentionTarget(found, owner, intOrTextField(port, "port"), field(port, "port"));
}

function portName(owner: Owner, port: number | string): Name {
  return { ...owner, type: "port", part: portPart(port) };
}
