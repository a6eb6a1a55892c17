// Which fields tell the items of a list apart, and which lists are sets: what no package says.

/**
 * By group and definition, for all versions of the group. From Kubernetes' OpenAPI (`x-kubernetes-list-type: map` with its
 * `x-kubernetes-list-map-keys`), checked against 1.28 to 1.30 by test/schema/openapi.ts; what came later is as the `+listMapKey`
 * markers of k8s.io/api have it. They say how server-side apply merges; of plain requests, the server refuses twins only where
 * its own validation does (containers, volumes, …; not `env`).
 */
export const listKeys: Readonly<Record<string, readonly string[]>> = {
  "admissionregistration.MutatingAdmissionPolicySpec.matchConditions": ["name"],
  "admissionregistration.MutatingWebhook.matchConditions": ["name"],
  "admissionregistration.MutatingWebhookConfiguration.webhooks": ["name"],
  "admissionregistration.ValidatingAdmissionPolicySpec.matchConditions": ["name"],
  "admissionregistration.ValidatingAdmissionPolicySpec.variables": ["name"],
  "admissionregistration.ValidatingWebhook.matchConditions": ["name"],
  "admissionregistration.ValidatingWebhookConfiguration.webhooks": ["name"],
  "apiextensions.JSONSchemaProps.x-kubernetes-validations": ["rule"],
  "apiserverinternal.StorageVersionStatus.storageVersions": ["apiServerID"],
  "core.ComponentStatus.conditions": ["type"],
  "core.Container.env": ["name"],
  "core.Container.ports": ["containerPort", "protocol"],
  "core.Container.volumeDevices": ["devicePath"],
  "core.Container.volumeMounts": ["mountPath"],
  "core.ContainerStatus.volumeMounts": ["mountPath"],
  "core.EphemeralContainer.env": ["name"],
  "core.EphemeralContainer.ports": ["containerPort", "protocol"],
  "core.EphemeralContainer.volumeDevices": ["devicePath"],
  "core.EphemeralContainer.volumeMounts": ["mountPath"],
  "core.NodeStatus.addresses": ["type"],
  "core.PodSpec.containers": ["name"],
  "core.PodSpec.ephemeralContainers": ["name"],
  "core.PodSpec.hostAliases": ["ip"],
  "core.PodSpec.imagePullSecrets": ["name"],
  "core.PodSpec.initContainers": ["name"],
  "core.PodSpec.resourceClaims": ["name"],
  "core.PodSpec.schedulingGates": ["name"],
  "core.PodSpec.topologySpreadConstraints": ["topologyKey", "whenUnsatisfiable"],
  "core.PodSpec.volumes": ["name"],
  "core.PodStatus.podIPs": ["ip"],
  "core.PodStatus.resourceClaimStatuses": ["name"],
  "core.ResourceRequirements.claims": ["name"],
  "core.ServiceAccount.secrets": ["name"],
  "core.ServiceSpec.ports": ["port", "protocol"],
  "meta.ObjectMeta.ownerReferences": ["uid"],
  "resource.PodSchedulingContextStatus.resourceClaims": ["name"],
  "resource.ResourceClaimStatus.reservedFor": ["uid"],
  "storage.CSINodeSpec.drivers": ["name"],
};

/** Lists whose items may not repeat (`x-kubernetes-list-type: set`), named likewise. */
export const setLists: ReadonlySet<string> = new Set([
  "admissionregistration.ValidatingAdmissionPolicyBindingSpec.validationActions",
  "apiserverinternal.ServerStorageVersion.decodableVersions",
  "apiserverinternal.ServerStorageVersion.servedVersions",
  "batch.PodFailurePolicyOnExitCodesRequirement.values",
  "batch.UncountedTerminatedPods.failed",
  "batch.UncountedTerminatedPods.succeeded",
  "core.NodeSpec.podCIDRs",
  "discovery.Endpoint.addresses",
  "flowcontrol.NonResourcePolicyRule.nonResourceURLs",
  "flowcontrol.NonResourcePolicyRule.verbs",
  "flowcontrol.ResourcePolicyRule.apiGroups",
  "flowcontrol.ResourcePolicyRule.namespaces",
  "flowcontrol.ResourcePolicyRule.resources",
  "flowcontrol.ResourcePolicyRule.verbs",
  "meta.ObjectMeta.finalizers",
  "storage.CSIDriverSpec.volumeLifecycleModes",
]);

/** The keys of the list at a field of a definition, by its short name: `core.v1.PodSpec`, `containers`. */
export function listKeysOf(definition: string, field: string): readonly string[] | undefined {
  const name = withoutVersion(definition, field);
  // Conditions are told apart by their type; Job's alone are one value.
  const isConditions = field === "conditions" && definition.endsWith("Status") && name !== "batch.JobStatus.conditions";
  return listKeys[name] ?? (isConditions ? ["type"] : undefined);
}

export function isSetList(definition: string, field: string): boolean {
  return setLists.has(withoutVersion(definition, field));
}

function withoutVersion(definition: string, field: string): string {
  const [group, , name] = definition.split(".");
  return `${group}.${name}.${field}`;
}
