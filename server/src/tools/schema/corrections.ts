// What the sources say wrong or not at all, each with where the truth was found.

import type { MinorRange } from "../../schema/schema.ts";
import type { PlainDefinition, PlainField, Shape } from "../../schema/shape.ts";

/** Where kinds that no installed client knows were asked for (API reference of 1.28 to 1.31). */
export const goneEndpoints: Readonly<
  Record<string, { readonly plural: string; readonly isNamespaced: boolean; readonly isListed: boolean }>
> = {
  "networking.k8s.io/ClusterCIDR": { plural: "clustercidrs", isNamespaced: false, isListed: true },
  "resource.k8s.io/PodSchedulingContext": { plural: "podschedulingcontexts", isNamespaced: true, isListed: true },
  "resource.k8s.io/ResourceClass": { plural: "resourceclasses", isNamespaced: false, isListed: true },
  "resource.k8s.io/ResourceClaimParameters": { plural: "resourceclaimparameters", isNamespaced: true, isListed: true },
  "resource.k8s.io/ResourceClassParameters": { plural: "resourceclassparameters", isNamespaced: true, isListed: true },
};

/**
 * Formats of integers in types that were gone before 1.34, the oldest minor with a source that says formats: as the OpenAPI of
 * 1.28 to 1.30 has them (sigs.k8s.io/kubectl-validate), and for 1.31 to 1.33 as their successors have them. All others are int32.
 */
const wideIntegers: ReadonlySet<string> = new Set([
  "resource.v1alpha2.NamedResourcesAttribute.int",
  "resource.v1alpha2.NamedResourcesIntSlice.ints",
  "resource.v1alpha3.DeviceAttribute.int",
  "resource.v1alpha3.DeviceRequest.count",
  "resource.v1alpha3.DeviceSubRequest.count",
  "resource.v1alpha3.DeviceToleration.tolerationSeconds",
  "resource.v1alpha3.ResourcePool.generation",
  "resource.v1alpha3.ResourcePool.resourceSliceCount",
]);

/**
 * The first minor of fields that the oldest source to know a status (1.34) cannot date: OpenAPI of 1.28 to 1.30, client-node of 1.32
 * and 1.33; what is in 1.32 and not in 1.30 came with 1.31 (its CHANGELOG).
 */
const since: Readonly<Record<string, number>> = {
  "apps.v1.DeploymentStatus.terminatingReplicas": 33,
  "apps.v1.ReplicaSetStatus.terminatingReplicas": 33,
  "core.v1.ContainerStatus.allocatedResourcesStatus": 31,
  "core.v1.ContainerStatus.stopSignal": 33,
  "core.v1.ContainerStatus.user": 31,
  "core.v1.ContainerStatus.volumeMounts": 30,
  "core.v1.LoadBalancerIngress.ipMode": 29,
  "core.v1.NodeRuntimeHandlerFeatures.userNamespaces": 31,
  "core.v1.NodeStatus.features": 31,
  "core.v1.NodeStatus.runtimeHandlers": 30,
  "core.v1.NodeSystemInfo.swap": 33,
  "core.v1.PersistentVolumeClaimStatus.currentVolumeAttributesClassName": 29,
  "core.v1.PersistentVolumeClaimStatus.modifyVolumeStatus": 29,
  "core.v1.PodCondition.observedGeneration": 33,
  "core.v1.PodStatus.extendedResourceClaimStatus": 34,
  "core.v1.PodStatus.observedGeneration": 33,
  "resource.v1beta1.AllocatedDeviceStatus.shareID": 34,
  "resource.v1beta1.AllocationResult.allocationTimestamp": 34,
  "resource.v1beta1.DeviceRequestAllocationResult.bindingConditions": 34,
  "resource.v1beta1.DeviceRequestAllocationResult.bindingFailureConditions": 34,
  "resource.v1beta1.DeviceRequestAllocationResult.consumedCapacity": 34,
  "resource.v1beta1.DeviceRequestAllocationResult.shareID": 34,
  "resource.v1beta1.DeviceRequestAllocationResult.tolerations": 33,
  "resource.v1beta2.AllocatedDeviceStatus.shareID": 34,
  "resource.v1beta2.AllocationResult.allocationTimestamp": 34,
  "resource.v1beta2.DeviceRequestAllocationResult.bindingConditions": 34,
  "resource.v1beta2.DeviceRequestAllocationResult.bindingFailureConditions": 34,
  "resource.v1beta2.DeviceRequestAllocationResult.consumedCapacity": 34,
  "resource.v1beta2.DeviceRequestAllocationResult.shareID": 34,
  "storage.v1.VolumeError.errorCode": 33,
};

/** Which minors require a field, where the sources say otherwise than the OpenAPI of 1.28 to 1.30; undefined for none. */
const required: Readonly<Record<string, MinorRange | undefined>> = {
  "apiserverinternal.v1alpha1.StorageVersionCondition.message": { from: 30 },
  // cdk8s-plus-28 is of the first 1.28; it was a mistake that a patch put right.
  "batch.v1.PodFailurePolicyRule.onPodConditions": undefined,
  "core.v1.HostIP.ip": { from: 31 },
  "core.v1.PodIP.ip": { from: 31 },
};

/** Kinds that are gone, had a status, and have no successor that shows it (OpenAPI of 1.30). */
export const goneWithStatus: ReadonlySet<string> = new Set(["PodSchedulingContext"]);

export function correct(definition: PlainDefinition): PlainDefinition {
  return { ...definition, fields: definition.fields.map((field) => correctField(definition.name, field)) };
}

function correctField(definition: string, field: PlainField): PlainField {
  const name = `${definition}.${field.name}`;
  const { required: old, ...rest } = field;
  const from = since[name];
  const range = Object.hasOwn(required, name) ? required[name] : old;
  return {
    ...rest,
    shape: withFormat(field.shape, wideIntegers.has(name) ? "int64" : "int32"),
    ...(from === undefined ? {} : { minors: { ...field.minors, from } }),
    ...(range ? { required: range } : {}),
  };
}

function withFormat(shape: Shape, format: string): Shape {
  if (shape.items) return { ...shape, items: withFormat(shape.items, format) };
  return shape.type === "integer" && shape.format === undefined ? { ...shape, format } : shape;
}
