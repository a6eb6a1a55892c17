// Which workloads of a unit a selector picks.

import { matches, type Labels, type Requirement, type Selector } from "./selector.ts";
import type { ResourceFacts } from "./facts.ts";

/** What is asked of a unit here. */
export interface Finder {
  find(query: {
    readonly kind: string;
    readonly group?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly selects?: ReadonlyMap<string, string>;
  }): readonly ResourceFacts[];
}

/** Kinds whose pods carry the labels of their template. */
const kinds = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "Pod",
  "ReplicaSet",
  "ReplicationController",
  "Job",
  "CronJob",
  "Rollout",
  "DeploymentConfig",
];

/** All of the namespace, or of all. */
export function workloadsIn(unit: Finder, namespace: string | undefined): readonly ResourceFacts[] {
  const where = namespace === undefined ? {} : { namespace };
  return kinds.flatMap((kind) => unit.find({ kind, ...where }).filter(({ pods }) => pods !== undefined));
}

export function selectedBy(selector: Selector, workloads: readonly ResourceFacts[]): readonly ResourceFacts[] {
  const asked = withoutAdded(selector);
  return workloads.filter(({ pods }) => pods && matches(asked, pods.labels));
}

/** The workload that has the most of what the selector asks for; undefined where none has any. */
export function closest(selector: Selector, workloads: readonly ResourceFacts[]): ResourceFacts | undefined {
  let best: ResourceFacts | undefined;
  let most = 0;
  for (const workload of workloads) {
    const labels = workload.pods?.labels;
    const held = selector.requirements.filter((one) => labels && matches({ requirements: [one], unresolved: false }, labels));
    if (held.length > most) [best, most] = [workload, held.length];
  }
  return best;
}

/** The selector as plain labels, where it asks for nothing else. */
export function pairsOf(selector: Selector | undefined): Labels | undefined {
  if (!selector || selector.unresolved || selector.requirements.length === 0) return undefined;
  const pairs = selector.requirements.map(({ key, operator, values }) =>
    operator === "In" && values.length === 1 ? ([key, values[0] ?? ""] as const) : undefined,
  );
  return pairs.every((pair) => pair !== undefined) ? new Map(pairs) : undefined;
}

/** Labels that operators put on the pods they make, which stand in no manifest: whoever asks for one can't be judged. */
export const operatorLabels = [
  "cnpg.io/cluster",
  "cnpg.io/podRole",
  "postgres-operator.crunchydata.com/cluster",
  "spilo-role",
  "strimzi.io/cluster",
  "elasticsearch.k8s.elastic.co/cluster-name",
  "kibana.k8s.elastic.co/name",
  "operator.prometheus.io/name",
  "serving.knative.dev/service",
  "gateway.networking.k8s.io/gateway-name",
];

export function asksForAny({ requirements }: Selector, keys: readonly string[]): boolean {
  return requirements.some(({ key }) => keys.includes(key));
}

/** How a message writes a selector: its pairs, or its expressions. */
export function describeSelector({ requirements }: Selector): string {
  return requirements.map((one) => `\`${describeRequirement(one)}\``).join(", ");
}

function describeRequirement({ key, operator, values }: Requirement): string {
  if (operator === "Exists") return key;
  if (operator === "DoesNotExist") return `!${key}`;
  if (operator === "In" && values.length === 1) return `${key}=${values[0]}`;
  return `${key} ${operator === "In" ? "in" : "notin"} (${values.join(", ")})`;
}

/** Labels that a controller puts on the pods it makes stand in no template. */
function withoutAdded(selector: Selector): Selector {
  const requirements = selector.requirements.filter(({ key }) => !added.has(key));
  // Patroni and others tell a database's leader by a label, beside those of the template.
  const asked = requirements.filter(
    ({ key, values }) => !(/(?:^|-)role$/.test(key) && values.some((value) => leaders.has(value))),
  );
  return { ...selector, requirements: asked.length > 0 ? asked : requirements };
}

const leaders: ReadonlySet<string> = new Set(["leader", "master", "primary", "replica", "standby", "standby_leader"]);

/** Kubernetes "Well-Known Labels, Annotations and Taints", and Argo Rollouts. */
const added: ReadonlySet<string> = new Set([
  "apps.kubernetes.io/pod-index",
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-completion-index",
  "batch.kubernetes.io/job-name",
  "controller-revision-hash",
  "controller-uid",
  "job-name",
  "pod-template-generation",
  "pod-template-hash",
  "rollouts-pod-template-hash",
  "statefulset.kubernetes.io/pod-name",
]);
