// Words that schemas don't list: keys in the order in which people write them, and values that everybody uses.

import type { Schema } from "../schema/schema.ts";

/** The keys that most objects of the schema's type have, first come first. */
export function usualKeys(schema: Schema): readonly string[] {
  return orders.find(({ of }) => of.every((name) => schema.fields?.has(name)))?.keys ?? [];
}

/** Values for a path of keys that ends like this, or keys of a map there. The longest end counts. */
export function wordsAt(table: ReadonlyMap<string, readonly string[]>, keys: readonly string[]): readonly string[] {
  for (let from = Math.max(0, keys.length - DEEPEST); from < keys.length; from++) {
    const words = table.get(keys.slice(from).join("."));
    if (words) return words;
  }
  return [];
}

const DEEPEST = 4;

/** Types are known by some of their fields, so that custom resources that hold them profit too. */
const orders: readonly { readonly of: readonly string[]; readonly keys: readonly string[] }[] = [
  { of: ["apiVersion", "kind"], keys: ["apiVersion", "kind", "metadata", "spec", "data", "stringData", "rules"] },
  { of: ["generateName", "labels"], keys: ["name", "namespace", "labels", "annotations"] },
  {
    of: ["imagePullPolicy", "command"],
    keys: [
      "name",
      "image",
      "command",
      "args",
      "ports",
      "env",
      "envFrom",
      "resources",
      "readinessProbe",
      "livenessProbe",
      "startupProbe",
      "securityContext",
      "volumeMounts",
      "imagePullPolicy",
    ],
  },
  {
    of: ["containers", "initContainers"],
    keys: [
      "containers",
      "initContainers",
      "serviceAccountName",
      "automountServiceAccountToken",
      "securityContext",
      "volumes",
      "restartPolicy",
      "imagePullSecrets",
      "nodeSelector",
      "tolerations",
      "affinity",
      "topologySpreadConstraints",
      "terminationGracePeriodSeconds",
    ],
  },
  { of: ["replicas", "template", "selector"], keys: ["replicas", "selector", "template", "strategy", "revisionHistoryLimit"] },
  { of: ["schedule", "jobTemplate"], keys: ["schedule", "timeZone", "concurrencyPolicy", "jobTemplate"] },
  { of: ["apiGroup", "kind", "name"], keys: ["apiGroup", "kind", "name", "namespace"] },
  { of: ["apiGroups", "verbs"], keys: ["apiGroups", "resources", "verbs", "resourceNames"] },
  { of: ["minReplicas", "scaleTargetRef"], keys: ["scaleTargetRef", "minReplicas", "maxReplicas", "metrics", "behavior"] },
  { of: ["clusterIP", "ports"], keys: ["type", "selector", "ports", "clusterIP"] },
  {
    of: ["runAsNonRoot", "capabilities"],
    keys: ["allowPrivilegeEscalation", "readOnlyRootFilesystem", "runAsNonRoot", "capabilities", "seccompProfile"],
  },
  { of: ["runAsNonRoot", "fsGroup"], keys: ["runAsNonRoot", "runAsUser", "runAsGroup", "fsGroup", "seccompProfile"] },
  { of: ["httpGet", "periodSeconds"], keys: ["httpGet", "tcpSocket", "exec", "grpc", "periodSeconds", "failureThreshold"] },
  {
    of: ["configMap", "emptyDir", "secret"],
    keys: ["name", "emptyDir", "configMap", "secret", "persistentVolumeClaim", "projected"],
  },
  { of: ["valueFrom", "value"], keys: ["name", "value", "valueFrom"] },
];

const requests = ["cpu", "memory", "ephemeral-storage"];
const policyTypes = ["Ingress", "Egress"];
const linuxCapabilities = [
  "NET_BIND_SERVICE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "KILL",
  "NET_ADMIN",
  "NET_RAW",
  "SETGID",
  "SETUID",
  "SYS_CHROOT",
  "SYS_TIME",
];
const topologies = ["kubernetes.io/hostname", "topology.kubernetes.io/zone", "topology.kubernetes.io/region"];
const share = ["25%", "50%", "1", "0"];

/** Keys of maps (Kubernetes "Well-Known Labels, Annotations and Taints", "Recommended Labels", "Resource Management"). */
export const mapKeys: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "metadata.labels",
    [
      "app.kubernetes.io/name",
      "app.kubernetes.io/instance",
      "app.kubernetes.io/version",
      "app.kubernetes.io/component",
      "app.kubernetes.io/part-of",
      "app.kubernetes.io/managed-by",
    ],
  ],
  [
    "Namespace.metadata.labels",
    [
      "pod-security.kubernetes.io/enforce",
      "pod-security.kubernetes.io/warn",
      "pod-security.kubernetes.io/audit",
      "app.kubernetes.io/name",
      "app.kubernetes.io/part-of",
    ],
  ],
  ["matchLabels", ["app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component"]],
  ["namespaceSelector.matchLabels", ["kubernetes.io/metadata.name"]],
  ["commonLabels", ["app.kubernetes.io/name", "app.kubernetes.io/part-of"]],
  [
    "nodeSelector",
    [
      "kubernetes.io/os",
      "kubernetes.io/arch",
      "kubernetes.io/hostname",
      "topology.kubernetes.io/zone",
      "node.kubernetes.io/instance-type",
    ],
  ],
  ["resources.requests", requests],
  ["resources.limits", requests],
  ["limits.default", requests],
  ["limits.defaultRequest", requests],
  ["limits.max", requests],
  ["limits.min", requests],
  [
    "spec.hard",
    [
      "requests.cpu",
      "requests.memory",
      "limits.cpu",
      "limits.memory",
      "pods",
      "services",
      "persistentvolumeclaims",
      "requests.storage",
      "services.loadbalancers",
      "services.nodeports",
      "configmaps",
      "secrets",
    ],
  ],
]);

const byValue: Readonly<Record<string, readonly string[]>> = {
  accessModes: ["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"],
  "capabilities.add": linuxCapabilities,
  "capabilities.drop": ["ALL", ...linuxCapabilities],
  cpu: ["100m", "250m", "500m", "1", "2"],
  memory: ["64Mi", "128Mi", "256Mi", "512Mi", "1Gi"],
  "ephemeral-storage": ["100Mi", "1Gi", "2Gi"],
  "requests.storage": ["1Gi", "10Gi", "100Gi"],
  "resources.requests.storage": ["1Gi", "10Gi", "100Gi"],
  sizeLimit: ["64Mi", "100Mi", "500Mi", "1Gi"],
  topologyKey: topologies,
  policyTypes,
  "rollingUpdate.maxSurge": share,
  "rollingUpdate.maxUnavailable": share,
  maxUnavailable: ["1", "25%", "50%"],
  minAvailable: ["1", "50%"],
  "nodeSelector.kubernetes.io/os": ["linux", "windows"],
  "nodeSelector.kubernetes.io/arch": ["amd64", "arm64"],
  "Service.spec.type": ["ClusterIP", "LoadBalancer", "NodePort", "ExternalName"],
  "Secret.type": [
    "Opaque",
    "kubernetes.io/tls",
    "kubernetes.io/dockerconfigjson",
    "kubernetes.io/basic-auth",
    "kubernetes.io/ssh-auth",
  ],
  verbs: ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
  "roleRef.apiGroup": ["rbac.authorization.k8s.io"],
  "roleRef.kind": ["Role", "ClusterRole"],
  "subjects.kind": ["ServiceAccount", "Group", "User"],
  "subjects.apiGroup": ["rbac.authorization.k8s.io"],
  pathType: ["Prefix", "Exact", "ImplementationSpecific"],
  protocol: ["TCP", "UDP", "SCTP"],
  "ports.appProtocol": ["http", "https", "grpc", "kubernetes.io/h2c", "kubernetes.io/ws"],
  "scaleTargetRef.kind": ["Deployment", "StatefulSet"],
  "targetRef.kind": ["Deployment", "StatefulSet", "DaemonSet"],
  "scaleTargetRef.apiVersion": ["apps/v1"],
  "targetRef.apiVersion": ["apps/v1"],
  restartPolicy: ["Always", "OnFailure", "Never"],
  "initContainers.restartPolicy": ["Always"],
  imagePullPolicy: ["IfNotPresent", "Always", "Never"],
  concurrencyPolicy: ["Forbid", "Replace", "Allow"],
  schedule: ["0 3 * * *", "*/5 * * * *", "@daily", "@hourly"],
  timeZone: ["Etc/UTC"],
  "seccompProfile.type": ["RuntimeDefault", "Localhost", "Unconfined"],
  "strategy.type": ["RollingUpdate", "Recreate"],
  "updateStrategy.type": ["RollingUpdate", "OnDelete"],
  whenUnsatisfiable: ["ScheduleAnyway", "DoNotSchedule"],
  "tolerations.operator": ["Exists", "Equal"],
  "tolerations.effect": ["NoSchedule", "PreferNoSchedule", "NoExecute"],
  "taints.effect": ["NoSchedule", "PreferNoSchedule", "NoExecute"],
  "matchExpressions.operator": ["In", "NotIn", "Exists", "DoesNotExist"],
  dnsPolicy: ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
  fsGroupChangePolicy: ["OnRootMismatch", "Always"],
  "httpGet.scheme": ["HTTP", "HTTPS"],
  "labels.pod-security.kubernetes.io/enforce": ["restricted", "baseline", "privileged"],
  "labels.pod-security.kubernetes.io/warn": ["restricted", "baseline", "privileged"],
  "labels.pod-security.kubernetes.io/audit": ["restricted", "baseline", "privileged"],
  fieldPath: [
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "metadata.labels['app.kubernetes.io/name']",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.podIP",
    "status.hostIP",
  ],
  "resourceFieldRef.resource": ["limits.cpu", "limits.memory", "requests.cpu", "requests.memory"],
  persistentVolumeReclaimPolicy: ["Retain", "Delete"],
  reclaimPolicy: ["Delete", "Retain"],
  volumeBindingMode: ["WaitForFirstConsumer", "Immediate"],
};

/** Values where the schema has no list of its own (Kubernetes API reference). */
export const values: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(byValue));
