// Names within a pod: of containers, volumes and container ports, and who speaks of them.

import { field, mapField, mapItems, textField } from "./read.ts";
import { ownerOf, portPart, type Name, type NameType, type Owner } from "./name.ts";
import { scalerOf } from "./scaling.ts";
import type { Container } from "./container.ts";
import type { Mentioning } from "./mention.ts";
import { scaledOwner } from "./object-mentions.ts";
import type { Probe } from "./probe.ts";
import type { Resource } from "./resource.ts";

export function mentionPods(found: Mentioning, resource: Resource): void {
  mentionScaledContainers(found, resource);
  const { workload } = resource;
  if (!workload) return;
  const owner = ownerOf(resource);
  for (const { node, nameNode } of workload.pod.volumes) found.declare(nameNode, part(owner, "volume"), node);
  for (const claim of mapItems(resource.spec, "volumeClaimTemplates"))
    found.declare(field(mapField(claim, "metadata"), "name"), part(owner, "volume"), claim);
  for (const container of workload.pod.containers) mentionContainer(found, owner, container);
  const annotations = mapField(workload.podMetadata, "annotations");
  for (const key of defaultContainerKeys) found.refer(field(annotations, key), part(owner, "container"));
}

/** Annotations that name a container (Kubernetes "Well-Known Labels, Annotations and Taints"). */
const defaultContainerKeys = ["kubectl.kubernetes.io/default-container", "kubectl.kubernetes.io/default-logs-container"];

function mentionContainer(found: Mentioning, owner: Owner, container: Container): void {
  const { node, nameNode, ports, volumeMounts, volumeDevices, env } = container;
  found.declare(nameNode, part(owner, "container"), node);
  for (const { node, nameNode, containerPort, containerPortNode } of ports) {
    found.declare(nameNode, part(owner, "podPort"), node);
    if (containerPort !== undefined) found.declare(containerPortNode, port(owner, containerPort), node);
  }
  for (const { nameNode } of volumeMounts) found.refer(nameNode, part(owner, "volume"));
  for (const { node } of volumeDevices) found.refer(field(node, "name"), part(owner, "volume"));
  for (const { valueFrom } of env)
    if (valueFrom?.kind === "resourceFieldRef") found.refer(field(valueFrom.node, "containerName"), part(owner, "container"));
  const { liveness, readiness, startup, postStart, preStop } = container;
  for (const probe of [liveness, readiness, startup, postStart, preStop]) if (probe) mentionProbe(found, owner, probe);
}

function mentionProbe(found: Mentioning, owner: Owner, { port: target, portNode }: Probe): void {
  if (target !== undefined) found.refer(portNode, port(owner, target));
}

/** Autoscalers that look at one container, or set its resources. */
function mentionScaledContainers(found: Mentioning, resource: Resource): void {
  const scaler = scalerOf(resource);
  if (!scaler) return;
  const owner = scaledOwner(resource, scaler);
  for (const metric of mapItems(resource.spec, "metrics"))
    found.refer(field(mapField(metric, "containerResource"), "container"), part(owner, "container"));
  for (const policy of mapItems(mapField(resource.spec, "resourcePolicy"), "containerPolicies"))
    if (textField(policy, "containerName") !== "*") found.refer(field(policy, "containerName"), part(owner, "container"));
}

function part(owner: Owner, type: NameType): (text: string) => Name {
  return (text) => ({ ...owner, type, part: text });
}

function port(owner: Owner, value: number | string): () => Name {
  return () => ({ ...owner, type: "podPort", part: portPart(value) });
}
