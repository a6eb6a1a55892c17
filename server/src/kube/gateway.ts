// Routes of the Gateway API: what they hang on, and where they lead.

import { field, intOrTextField, mapItems, textField } from "./read.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export const GATEWAY_API = "gateway.networking.k8s.io";

/** A reference of a route with the defaults of its definition filled in. */
export interface RouteRef {
  readonly node: YamlMap;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string | undefined;
  readonly nameNode: YamlNode | undefined;
  readonly port: number | string | undefined;
  readonly portNode: YamlNode | undefined;
  /** Of a listener. */
  readonly section: string | undefined;
  readonly sectionNode: YamlNode | undefined;
}

export function isRoute({ group, kind }: Resource): boolean {
  return group === GATEWAY_API && /^(?:HTTP|GRPC|TLS|TCP|UDP)Route$/.test(kind);
}

export function parentsOf(route: Resource): readonly RouteRef[] {
  return isRoute(route) ? mapItems(route.spec, "parentRefs").map((node) => readRef(node, route, GATEWAY_API, "Gateway")) : [];
}

/** Of all rules. */
export function backendsOf(route: Resource): readonly RouteRef[] {
  if (!isRoute(route)) return [];
  return mapItems(route.spec, "rules").flatMap((rule) =>
    mapItems(rule, "backendRefs").map((node) => readRef(node, route, "", "Service")),
  );
}

function readRef(node: YamlMap, { namespaceOrDefault }: Resource, group: string, kind: string): RouteRef {
  return {
    node,
    group: textField(node, "group") ?? group,
    kind: textField(node, "kind") ?? kind,
    namespace: textField(node, "namespace") || namespaceOrDefault,
    name: textField(node, "name") || undefined,
    nameNode: field(node, "name"),
    port: intOrTextField(node, "port"),
    portNode: field(node, "port"),
    section: textField(node, "sectionName") || undefined,
    sectionNode: field(node, "sectionName"),
  };
}
