// Which API versions can be exchanged by writing another `apiVersion`, and nothing else.

import { entries } from "../yaml/access.ts";
import { field } from "./read.ts";
import { isUnresolved } from "./unresolved.ts";
import type { Resource } from "./resource.ts";

/**
 * Whether `apiVersion: to` alone makes the object mean the same under the newer API. False where fields moved or the new
 * version reads the same text otherwise, and for pairs that nobody looked at.
 */
export function renameIsMechanical(resource: Resource, to: string): boolean {
  const condition = renames.get(`${resource.apiVersion} ${resource.kind} ${to}`);
  return condition !== undefined && condition(resource);
}

type Condition = (resource: Resource) => boolean;

const always: Condition = () => true;

/** apps/v1 no longer derives the selector from the template's labels, and dropped these two fields. */
const hasSelector: Condition = ({ spec }) =>
  field(spec, "selector") !== undefined && !field(spec, "rollbackTo") && !field(spec, "templateGeneration");

/** An empty selector selects no pod in policy/v1beta1 and every pod of the namespace in policy/v1. */
const selectorIsNotEmpty: Condition = ({ spec }) => {
  const selector = field(spec, "selector");
  return (
    !selector || (!isUnresolved(selector) && ["matchLabels", "matchExpressions"].some((key) => hasContent(field(selector, key))))
  );
};

/** `spec.group` became `spec.groups`. */
const namesNoGroup: Condition = ({ spec }) => !field(spec, "group");

function hasContent(node: ReturnType<typeof field>): boolean {
  return node?.kind === "seq" ? node.items.length > 0 : entries(node).length > 0;
}

const renames: ReadonlyMap<string, Condition> = new Map([
  ...rename(
    ["apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"],
    ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"],
    "apps/v1",
    hasSelector,
  ),
  ...rename(["extensions/v1beta1"], ["NetworkPolicy"], "networking.k8s.io/v1", always),
  ...rename(["networking.k8s.io/v1beta1"], ["IngressClass"], "networking.k8s.io/v1", always),
  ...rename(["coordination.k8s.io/v1beta1"], ["Lease"], "coordination.k8s.io/v1", always),
  ...rename(["apiregistration.k8s.io/v1beta1"], ["APIService"], "apiregistration.k8s.io/v1", always),
  ...rename(["scheduling.k8s.io/v1beta1"], ["PriorityClass"], "scheduling.k8s.io/v1", always),
  ...rename(
    ["rbac.authorization.k8s.io/v1beta1"],
    ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"],
    "rbac.authorization.k8s.io/v1",
    always,
  ),
  ...rename(
    ["storage.k8s.io/v1beta1"],
    ["StorageClass", "CSIDriver", "CSINode", "VolumeAttachment", "CSIStorageCapacity"],
    "storage.k8s.io/v1",
    always,
  ),
  ...rename(["node.k8s.io/v1beta1"], ["RuntimeClass"], "node.k8s.io/v1", always),
  ...rename(["batch/v1beta1"], ["CronJob"], "batch/v1", always),
  ...rename(
    ["authorization.k8s.io/v1beta1"],
    ["SubjectAccessReview", "LocalSubjectAccessReview"],
    "authorization.k8s.io/v1",
    namesNoGroup,
  ),
  ...rename(
    ["authorization.k8s.io/v1beta1"],
    ["SelfSubjectAccessReview", "SelfSubjectRulesReview"],
    "authorization.k8s.io/v1",
    always,
  ),
  ...rename(["policy/v1beta1"], ["PodDisruptionBudget"], "policy/v1", selectorIsNotEmpty),
  ...rename(["autoscaling/v2beta2"], ["HorizontalPodAutoscaler"], "autoscaling/v2", always),
  ...rename(
    ["flowcontrol.apiserver.k8s.io/v1beta1", "flowcontrol.apiserver.k8s.io/v1beta2", "flowcontrol.apiserver.k8s.io/v1beta3"],
    ["FlowSchema"],
    "flowcontrol.apiserver.k8s.io/v1",
    always,
  ),
]);

function rename(
  from: readonly string[],
  kinds: readonly string[],
  to: string,
  condition: Condition,
): (readonly [string, Condition])[] {
  return from.flatMap((apiVersion) => kinds.map((kind) => [`${apiVersion} ${kind} ${to}`, condition] as const));
}
