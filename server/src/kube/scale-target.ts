// What an autoscaler names as its target, and what is wrong with that.

import { nearest } from "../base/nearest.ts";
import { objectOwner } from "./name.ts";
import { workloadsIn, type Finder } from "./selected.ts";
import { hasHole } from "./unresolved.ts";
import type { ResourceFacts } from "./facts.ts";
import type { Resource } from "./resource.ts";
import type { Scaler } from "./scaling.ts";

export interface TargetFault {
  readonly reason: "unsupported" | "missing";
  /** What is meant instead, as far as that can be told: an object of this name and another kind or group. */
  readonly instead: ResourceFacts | undefined;
  /** A name of the same kind that is nearly the same. */
  readonly near: string | undefined;
  /** The input has workloads in this namespace, so that the target should be among them. */
  readonly isSure: boolean;
}

/** Undefined where the target is there, or is of a custom kind, which may come from anywhere. */
export function faultOfTarget(
  resource: Resource,
  { group, kind, name }: Scaler,
  unit: Finder,
  supported: readonly string[],
): TargetFault | undefined {
  if (hasHole(name) || hasHole(kind)) return undefined;
  const namespace = resource.namespaceOrDefault;
  const wanted = canonical(group, kind);
  if (unit.find({ kind, namespace, name }).some((found) => canonical(found.group, kind) === wanted)) {
    return isBuiltIn(wanted, kind) && !supported.includes(kind)
      ? { reason: "unsupported", instead: undefined, near: undefined, isSure: true }
      : undefined;
  }
  const instead = supported
    .flatMap((other) => unit.find({ kind: other, namespace, name }))
    .find(({ group }) => isKnownGroup(group));
  const isSlip = nearest(kind, supported) !== undefined;
  if (!isBuiltIn(wanted, kind) && !supported.includes(kind) && !(isSlip && instead)) return undefined;
  const names = unit.find({ kind, namespace }).flatMap((found) => found.name ?? []);
  return { reason: "missing", instead, near: nearest(name, names), isSure: workloadsIn(unit, namespace).length > 0 };
}

const builtIn = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob", "Pod"];

/** An absent or wrong group with the kind of Kubernetes' own is a slip, not another kind. */
function isBuiltIn(group: string, kind: string): boolean {
  return builtIn.includes(kind) && isKnownGroup(group);
}

function isKnownGroup(group: string): boolean {
  return group === "" || group === "apps" || group === "batch" || group === "extensions";
}

function canonical(group: string, kind: string): string {
  return objectOwner(group, kind, undefined, "").group;
}
