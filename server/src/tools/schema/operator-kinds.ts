// How custom resources of operators are asked for, which their packages do not say: from the CustomResourceDefinitions of the pinned versions.

/** Group and kind of what is cluster-wide; all others are namespaced. */
const clusterKinds: ReadonlySet<string> = new Set([
  "argoproj.io/ClusterAnalysisTemplate",
  "argoproj.io/ClusterWorkflowTemplate",
  "awspca.cert-manager.io/AWSPCAClusterIssuer",
  "cert-manager.io/ClusterIssuer",
  "eventing.keda.sh/ClusterCloudEventSource",
  "external-secrets.io/ClusterExternalSecret",
  "external-secrets.io/ClusterPushSecret",
  "external-secrets.io/ClusterSecretStore",
  "gateway.networking.k8s.io/GatewayClass",
  "gateway.networking.x-k8s.io/XMesh",
  "generators.external-secrets.io/ClusterGenerator",
  "keda.sh/ClusterTriggerAuthentication",
  "networking.internal.knative.dev/ClusterDomainClaim",
  "policy.cert-manager.io/CertificateRequestPolicy",
  "trust-manager.io/ClusterBundle",
  "trust.cert-manager.io/Bundle",
]);

/** Go types that look like kinds and that no CustomResourceDefinition has. */
const noKinds: ReadonlySet<string> = new Set([
  "autoscaling.internal.knative.dev/PodScalable",
  "eventing.knative.dev/EventPolicySelector",
  "keda.sh/WithTriggers",
  "messaging.knative.dev/ChannelTemplateSpec",
  "monitoring.coreos.com/EmbeddedPersistentVolumeClaim",
]);

export function isServed(group: string, kind: string): boolean {
  return !noKinds.has(`${group}/${kind}`);
}

export function isNamespaced(group: string, kind: string): boolean {
  return !clusterKinds.has(`${group}/${kind}`);
}

/** As controller-gen makes it, and all of them keep to it. */
export function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (/(?:s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
