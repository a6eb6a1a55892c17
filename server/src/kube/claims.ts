// What an object takes for itself so that no other should have it: hosts with their paths, names in DNS.

import { memo } from "../base/memo.ts";
import { ingressOf, type Ingress, type IngressPath } from "./ingress.ts";
import { field, fieldAt, intField, mapItems, textField } from "./read.ts";
import { hasHole } from "./unresolved.ts";
import type { Resource } from "./resource.ts";
import type { YamlNode } from "../yaml/tree.ts";

export interface Claim {
  /** Where it is written. */
  readonly node: YamlNode;
  /** Equal for two claims of one kind exactly where they clash. */
  readonly key: string;
  /** How messages call it. */
  readonly text: string;
}

/** Of an Ingress its hosts and paths, of an OpenShift Route its host and path, of a Service its names for external-dns. */
export const claimsOf: (resource: Resource) => readonly Claim[] = memo((resource) => {
  const ingress = ingressOf(resource);
  if (ingress) return ingressClaims(ingress);
  if (resource.group === "route.openshift.io" && resource.kind === "Route") return routeClaims(resource);
  return resource.group === "" && resource.kind === "Service" ? dnsClaims(resource) : none;
});

/** What facts carry of it; a Gateway's listeners beside, since routes attach to them. */
export function claimFacts(resource: Resource): {
  readonly claims?: readonly string[];
  readonly listeners?: readonly ListenerFacts[];
} {
  const claims = claimsOf(resource).map(({ key }) => key);
  if (claims.length > 0) return { claims };
  if (resource.group !== "gateway.networking.k8s.io" || resource.kind !== "Gateway") return {};
  const listeners = mapItems(resource.spec, "listeners");
  return { listeners: listeners.map((one) => ({ name: textField(one, "name"), port: intField(one, "port") })) };
}

export interface ListenerFacts {
  readonly name?: string | undefined;
  readonly port?: number | undefined;
}

const none: readonly Claim[] = [];

/** A canary is meant to have what another has, and so are an ALB's actions, which have no Service. */
function ingressClaims({ annotations, className = "", rules }: Ingress): readonly Claim[] {
  if (annotations.get("nginx.ingress.kubernetes.io/canary") === "true" || hasHole(className)) return none;
  return rules.flatMap(({ host = "*", hostNode, node, paths }) =>
    paths.flatMap((path) => {
      const written = path.path ?? "/";
      if (path.backend?.port === "use-annotation" || hasHole(host) || hasHole(written)) return [];
      const key = `${className} ${host.toLowerCase()}${pathKey(path)}`;
      return [{ node: path.pathNode ?? hostNode ?? node, key, text: `${host}${written}` }];
    }),
  );
}

/** `Exact` goes before the same path as a prefix, so the two don't clash; a prefix is the same with a slash at its end. */
function pathKey({ path = "/", pathType }: IngressPath): string {
  return pathType === "Exact" ? ` =${path}` : path.replace(/(.)\/+$/, "$1");
}

function routeClaims({ spec }: Resource): readonly Claim[] {
  const node = field(spec, "host");
  const host = textField(spec, "host");
  const path = textField(spec, "path") ?? "";
  if (!node || !host || hasHole(host) || hasHole(path)) return none;
  return [{ node, key: `${host.toLowerCase()}${path}`, text: `${host}${path}` }];
}

/** With a set identifier several objects share one name on purpose: weighted or by place. */
function dnsClaims({ annotations, metadata }: Resource): readonly Claim[] {
  const key = "external-dns.alpha.kubernetes.io/hostname";
  const node = fieldAt(metadata, ["annotations", key]);
  if (!node) return none;
  const set = annotations.get("external-dns.alpha.kubernetes.io/set-identifier") ?? "";
  const names = (annotations.get(key) ?? "").split(",").map((name) => name.trim());
  return names
    .filter((name) => name !== "" && !hasHole(name))
    .map((name) => ({ node, key: `${set} ${name.toLowerCase().replace(/\.$/, "")}`, text: name }));
}
