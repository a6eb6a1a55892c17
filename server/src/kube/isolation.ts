// Which policies stand between pods and the network, as far as a unit tells.

import { appendDocument } from "../yaml/make-edit.ts";
import { Hole, type YamlEdit, type YamlValue } from "../yaml/edit.ts";
import type { Finder } from "./selected.ts";
import type { Labels } from "./selector.ts";
import type { Resource } from "./resource.ts";

/** Whether a policy selects pods with these labels, or one is there of which that can't be told. */
export function isIsolated(unit: Finder, namespace: string, labels: Labels): boolean {
  return (
    hasOpaquePolicy(unit, namespace) ||
    unit.find({ kind: "NetworkPolicy", namespace, selects: labels }).length > 0 ||
    unit.find({ kind: "CiliumNetworkPolicy", namespace, selects: labels }).length > 0 ||
    unit.find({ kind: "CiliumClusterwideNetworkPolicy", selects: labels }).length > 0
  );
}

export function hasAnyPolicy(unit: Finder, namespace: string): boolean {
  return (
    hasOpaquePolicy(unit, namespace) ||
    unit.find({ kind: "NetworkPolicy", namespace }).length > 0 ||
    unit.find({ kind: "CiliumNetworkPolicy", namespace }).length > 0 ||
    unit.find({ kind: "CiliumClusterwideNetworkPolicy" }).length > 0
  );
}

/** A NetworkPolicy behind `after`, with a name and rules to look at. None behind JSON, where a second document can't stand. */
export function addPolicy(
  { document, namespace: own }: Resource,
  name: string,
  spec: { readonly [key: string]: YamlValue },
  namespace: string | undefined = own,
): readonly YamlEdit[] {
  if (document.root?.kind === "map" && document.root.flow) return [];
  const metadata = { name: new Hole(name), ...(namespace !== undefined && { namespace }) };
  return [appendDocument(document, { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata, spec })];
}

/** Calico's selectors are expressions of its own, and an administrator's policies select by namespaces. */
function hasOpaquePolicy(unit: Finder, namespace: string): boolean {
  const calico = unit.find({ kind: "NetworkPolicy", namespace }).some(({ group }) => group.endsWith("projectcalico.org"));
  return calico || clusterKinds.some((kind) => unit.find({ kind }).length > 0);
}

const clusterKinds = ["GlobalNetworkPolicy", "AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"];
