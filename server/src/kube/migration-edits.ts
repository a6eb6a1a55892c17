// Rewrites objects for a newer API version where another `apiVersion` alone is not enough.

import { getPair } from "../yaml/access.ts";
import { removeKey, set } from "../yaml/make-edit.ts";
import { field, mapField, mapItems } from "./read.ts";
import { ingressOf, type Backend } from "./ingress.ts";
import { hasHole, isUnresolved } from "./unresolved.ts";
import type { Resource } from "./resource.ts";
import type { YamlEdit, YamlValue } from "../yaml/edit.ts";
import type { YamlMap } from "../yaml/tree.ts";

/**
 * What has to change beside the defaults that differ (which is why somebody should look); undefined for pairs of versions that
 * are not known here, and for objects of which a part can't be carried over exactly.
 */
export function migrationEdits(resource: Resource, to: string): readonly YamlEdit[] | undefined {
  const rewrite = rewriteFor(resource, to);
  const edits = rewrite?.(resource);
  return edits && [set(resource.node, ["apiVersion"], to), ...edits];
}

type Rewrite = (resource: Resource) => readonly YamlEdit[] | undefined;

function rewriteFor({ apiVersion, kind }: Resource, to: string): Rewrite | undefined {
  switch (`${kind} ${to}`) {
    case "Deployment apps/v1":
    case "StatefulSet apps/v1":
    case "DaemonSet apps/v1":
    case "ReplicaSet apps/v1":
      return rewriteWorkload;
    case "Ingress networking.k8s.io/v1":
      return rewriteIngress;
    case "HorizontalPodAutoscaler autoscaling/v2":
      return apiVersion === "autoscaling/v2beta1" ? rewriteScaler : undefined;
    default:
      return undefined;
  }
}

/** Before apps/v1, the selector defaulted to the labels of the template; two fields are gone. */
function rewriteWorkload({ spec, workload }: Resource): readonly YamlEdit[] | undefined {
  if (!spec || !workload || isUnresolved(spec)) return undefined;
  const dropped = ["rollbackTo", "templateGeneration"].flatMap((key) => removeKey(spec, key));
  if (field(spec, "selector")) return dropped;
  const labels = mapField(workload.podMetadata, "labels");
  if (!labels || isUnresolved(labels) || workload.podLabels.size === 0) return undefined;
  return [set(spec, ["selector", "matchLabels"], Object.fromEntries(workload.podLabels)), ...dropped];
}

/** Backends got one level deeper, the default one another name; every path needs a type, and this one keeps what it meant. */
function rewriteIngress(resource: Resource): readonly YamlEdit[] | undefined {
  const ingress = ingressOf(resource);
  if (!ingress) return undefined;
  const target = getPair(resource.spec, "backend");
  const edits: YamlEdit[] = target ? [{ op: "rename", target, key: "defaultBackend" }] : [];
  for (const backend of ingress.backends) {
    const rewritten = rewriteBackend(backend);
    if (!rewritten) return undefined;
    edits.push(...rewritten);
  }
  for (const { paths } of ingress.rules)
    for (const { node, pathType } of paths) if (!pathType) edits.push(set(node, ["pathType"], "ImplementationSpecific"));
  return edits;
}

function rewriteBackend({ node, service, port }: Backend): readonly YamlEdit[] | undefined {
  if (field(node, "service") || field(node, "resource")) return [];
  if (!service || port === undefined || (typeof port === "string" && hasHole(port))) return undefined;
  const value = { name: service, port: typeof port === "number" ? { number: port } : { name: port } };
  const target = getPair(node, "serviceName");
  const edits = [...removeKey(node, "servicePort"), set(node, ["service"], value)];
  return target ? [{ op: "rename", target, key: "service" }, ...edits] : edits;
}

/** Targets got a map of their own. Metrics of other sources would need their selectors moved; those are left to people. */
function rewriteScaler({ spec }: Resource): readonly YamlEdit[] | undefined {
  const edits: YamlEdit[] = [];
  for (const metric of mapItems(spec, "metrics")) {
    const source = mapField(metric, "resource") ?? mapField(metric, "containerResource");
    const rewritten = source && rewriteTarget(source);
    if (!rewritten) return undefined;
    edits.push(...rewritten);
  }
  return edits;
}

function rewriteTarget(source: YamlMap): readonly YamlEdit[] | undefined {
  for (const [old, key, type] of targets) {
    const amount = field(source, old);
    if (amount?.kind !== "scalar" || isUnresolved(amount)) continue;
    const value: YamlValue = { type, [key]: key === "averageUtilization" ? Number(amount.value) : amount.value };
    return [set(source, ["target"], value), ...removeKey(source, old)];
  }
  return undefined;
}

const targets = [
  ["targetAverageUtilization", "averageUtilization", "Utilization"],
  ["targetAverageValue", "averageValue", "AverageValue"],
] as const;
