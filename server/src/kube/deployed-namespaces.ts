// Whether a namespace is one that these manifests deploy to, so that what is not in them is likely not there.

import type { Neighbours } from "./account-roles.ts";

/** Whether any object of the usual kinds lies in it. */
export function isDeployedTo(unit: Neighbours, namespace: string): boolean {
  return kinds.some((kind) => unit.find({ kind, namespace }).length > 0);
}

const kinds = [
  "ServiceAccount",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "CronJob",
  "Job",
  "Pod",
  "Service",
  "ConfigMap",
  "Secret",
  "Role",
];
