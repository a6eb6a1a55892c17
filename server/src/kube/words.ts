// Texts of an object that may be names of others, beside the references that are known.

import { memo } from "../base/memo.ts";
import { asMap, entries, items, textOf } from "../yaml/access.ts";
import { mapField } from "./read.ts";
import type { Container } from "./container.ts";
import type { Resource } from "./resource.ts";
import type { YamlNode } from "../yaml/tree.ts";

/**
 * Of a workload: commands, arguments and annotations, and variables that by their name hold a name. Of other kinds that may
 * name something: every text. Values of variables else are left out, so that editing them concerns no other object.
 */
export const wordsOf: (resource: Resource) => readonly string[] = memo((resource) => {
  const found = new Set<string>();
  const { workload, metadata } = resource;
  if (workload) {
    for (const container of workload.pod.containers) addContainer(found, container);
    addTexts(found, mapField(workload.podMetadata, "annotations"));
  }
  if (workload || namers.has(resource.kind)) addTexts(found, mapField(metadata, "annotations"));
  if (!workload && namers.has(resource.kind))
    for (const { key, pair } of entries(resource.node)) if (key !== "metadata") addTexts(found, pair.value);
  return [...found];
});

/** Kinds that name ConfigMaps, Secrets or claims in fields of their own: Kubernetes', then operators'. */
export const namingKinds: readonly string[] = [
  "Deployment StatefulSet DaemonSet ReplicaSet ReplicationController Pod PodTemplate Job CronJob Rollout DeploymentConfig",
  "Configuration Revision Service ServiceAccount Role ClusterRole Ingress Gateway HTTPRoute BackendTLSPolicy StorageClass",
  "PersistentVolume VolumeSnapshot APIService MutatingWebhookConfiguration ValidatingWebhookConfiguration",
  "Prometheus PrometheusAgent Alertmanager AlertmanagerConfig ThanosRuler ServiceMonitor PodMonitor Probe ScrapeConfig Grafana",
  "GrafanaDashboard GrafanaDatasource OpenTelemetryCollector Instrumentation Issuer ClusterIssuer Certificate ExternalSecret",
  "SecretStore ClusterSecretStore PushSecret HelmRelease Kustomization GitRepository HelmRepository OCIRepository ImageRepository",
  "Bucket Provider Receiver Application ApplicationSet Workflow WorkflowTemplate CronWorkflow ClusterWorkflowTemplate EventSource",
  "Sensor EventBus ScaledObject ScaledJob TriggerAuthentication ClusterTriggerAuthentication IngressRoute IngressRouteTCP",
  "Middleware TLSStore TLSOption ServersTransport VirtualService DestinationRule EnvoyFilter RequestAuthentication WasmPlugin",
  "Cluster Pooler Backup ScheduledBackup PostgresCluster postgresql Kafka KafkaConnect KafkaUser Elasticsearch Kibana Logstash",
  "Beat Agent RabbitmqCluster MongoDBCommunity Redis RedisCluster Task Pipeline TaskRun PipelineRun VirtualMachine DataVolume",
  "SparkApplication RayCluster Notebook InferenceService BackupStorageLocation",
].flatMap((line) => line.split(" "));

const namers: ReadonlySet<string> = new Set(namingKinds);
const DEEPEST = 24;
const MOST = 5_000;

function addContainer(found: Set<string>, { command, args, env }: Container): void {
  for (const { text } of [...command, ...args]) addWords(found, text);
  for (const { name = "", value } of env)
    if (value !== undefined && /config|secret|_cm$|claim|name/i.test(name)) addWords(found, value);
}

function addTexts(found: Set<string>, node: YamlNode | undefined, depth = 0): void {
  if (!node || depth > DEEPEST || found.size > MOST) return;
  const text = textOf(node);
  if (text !== undefined) addWords(found, text);
  else if (asMap(node)) for (const { pair } of entries(node)) addTexts(found, pair.value, depth + 1);
  else for (const item of items(node) ?? []) addTexts(found, item, depth + 1);
}

/** A name may stand in a longer text: `--configmap=shop/settings`. */
function addWords(found: Set<string>, text: string): void {
  if (text.length > 4_000) return;
  for (const [word] of text.matchAll(/[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?/g)) if (word.length > 2) found.add(word);
}
