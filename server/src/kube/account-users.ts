// Which workloads run as a service account.

import type { Account, Neighbours } from "./account-roles.ts";
import type { ResourceFacts } from "./facts.ts";

/** Of its namespace, in the order of their kinds. */
export function workloadsAs(unit: Neighbours, { namespace, name }: Account): readonly ResourceFacts[] {
  return workloadsIn(unit, namespace).filter(({ pods }) => pods?.serviceAccount === name);
}

export function workloadsIn(unit: Neighbours, namespace: string): readonly ResourceFacts[] {
  return workloadKinds.flatMap((kind) => unit.find({ kind, namespace })).filter(({ pods }) => pods);
}

/** Kinds of operators whose objects run pods, or act, as an account that they name in a field of their own. */
export function isUsedByOperators(unit: Neighbours): boolean {
  return operatorKinds.some((kind) => unit.find({ kind }).length > 0);
}

const workloadKinds = [
  "Pod",
  "Deployment",
  "ReplicaSet",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
  "ReplicationController",
  "PodTemplate",
  "Rollout",
  "DeploymentConfig",
  "Service",
  "Configuration",
  "Revision",
];

/** Of Prometheus, Argo, Tekton, Flux, External Secrets, cert-manager, Vault, OpenTelemetry, Ray and Spark. */
const operatorKinds = `Alertmanager Prometheus PrometheusAgent ThanosRuler
  AppProject ClusterWorkflowTemplate CronWorkflow EventSource Sensor Workflow WorkflowTemplate
  EventListener Pipeline PipelineRun TaskRun TriggerTemplate HelmRelease Kustomization
  ClusterIssuer ClusterSecretStore Issuer SecretStore VaultAuth
  OpenTelemetryCollector RayCluster ScheduledSparkApplication SparkApplication`.split(/\s+/);
