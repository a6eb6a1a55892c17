// Autoscalers and what they scale: HorizontalPodAutoscaler, VerticalPodAutoscaler and KEDA's ScaledObject.

import { splitApiVersion } from "../schema/api-version.ts";
import { memo } from "../base/memo.ts";
import { field, intField, mapField, mapItems, textField } from "./read.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

/** A metric that is a share of what containers request, so it needs the request. */
export interface Utilization {
  /** `cpu` or `memory`. */
  readonly resource: string;
  /** The one container that it looks at; undefined for all of the pod. */
  readonly container: string | undefined;
}

export interface Scaler {
  readonly node: YamlMap;
  readonly type: "horizontal" | "vertical" | "keda";
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly nameNode: YamlNode | undefined;
  /** Replicas, the API's default filled in; undefined for a vertical one. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly utilization: readonly Utilization[];
}

/** Undefined for other kinds, and where no target is named. */
export const scalerOf: (resource: Resource) => Scaler | undefined = memo((resource) => {
  switch (`${resource.group}/${resource.kind}`) {
    case "autoscaling/HorizontalPodAutoscaler":
      return scaler(resource, "horizontal", "scaleTargetRef", ["minReplicas", 1, "maxReplicas"]);
    case "autoscaling.k8s.io/VerticalPodAutoscaler":
      return scaler(resource, "vertical", "targetRef", undefined);
    case "keda.sh/ScaledObject":
      return scaler(resource, "keda", "scaleTargetRef", ["minReplicaCount", 0, "maxReplicaCount"]);
    default:
      return undefined;
  }
});

function scaler(
  resource: Resource,
  type: Scaler["type"],
  key: string,
  range: readonly [min: string, absent: number, max: string] | undefined,
): Scaler | undefined {
  const ref = mapField(resource.spec, key);
  // KEDA alone lets both be left out.
  const kind = textField(ref, "kind") ?? (type === "keda" ? "Deployment" : undefined);
  const apiVersion = textField(ref, "apiVersion") ?? (type === "keda" ? "apps/v1" : "");
  const name = textField(ref, "name");
  if (!kind || !name) return undefined;
  const min = range && (field(resource.spec, range[0]) ? intField(resource.spec, range[0]) : range[1]);
  return {
    node: resource.node,
    type,
    group: splitApiVersion(apiVersion)[0],
    kind,
    name,
    nameNode: field(ref, "name"),
    min,
    max: range && intField(resource.spec, range[2]),
    utilization: type === "horizontal" ? utilizationOf(resource) : [],
  };
}

/** Without any metric the API scales on 80 % of the requested CPU. */
function utilizationOf({ spec, version }: Resource): readonly Utilization[] {
  const metrics = mapItems(spec, "metrics");
  if (version === "v1" || metrics.length === 0) return [{ resource: "cpu", container: undefined }];
  return metrics.flatMap((metric) => {
    const source = mapField(metric, "resource") ?? mapField(metric, "containerResource");
    const resource = textField(source, "name");
    const isShare = textField(mapField(source, "target"), "type") === "Utilization" || field(source, "targetAverageUtilization");
    return resource && isShare ? [{ resource, container: textField(source, "container") }] : [];
  });
}
