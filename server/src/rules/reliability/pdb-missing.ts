// Flags replicated workloads of which a drain may take every pod at once.

import { defineRule, type CrossContext, type Fix } from "../../lint/rule.ts";
import { appendDocument } from "../../yaml/make-edit.ts";
import { Hole } from "../../yaml/edit.ts";
import type { Labels, Selector } from "../../kube/selector.ts";
import type { Workload } from "../../kube/workload.ts";

export const rule = defineRule({
  id: "pdb-missing",
  category: "reliability",
  severity: "info",
  since: "0.1.0",
  summary: "Replicated workload has no PodDisruptionBudget",
  sources: [
    "polaris:missingPodDisruptionBudget",
    "kube-score:deployment-has-poddisruptionbudget",
    "kube-score:statefulset-has-poddisruptionbudget",
    "kyverno:require-pdb",
    "kics:b23e9b98-0cb6-4fc9-b257-1f3270442678",
    "kics:1db3a5a5-bf75-44e5-9e44-c56cfc8b1ac5",
    "popeye:206",
  ],
  standards: [],
  presets: ["strict"],
  fixes: ["template"],
  fields: ["spec.replicas"],
  on: "workload",
  neighbours: "missing",
  check(workload, report, { unit }) {
    const { resource, podLabels } = workload;
    const { kind, name, namespaceOrDefault: namespace } = resource;
    if ((kind !== "Deployment" && kind !== "StatefulSet") || fewestReplicas(workload, unit) < 2) return;
    const budget = { kind: "PodDisruptionBudget", group: "policy", namespace };
    if (unit.find({ ...budget, selects: podLabels }).length > 0) return;
    const isTaken = name !== undefined && unit.find({ ...budget, name }).length > 0;
    report.missing(resource, [], `${kind} \`${name ?? "?"}\` has no PodDisruptionBudget`, {
      fixes: () => fixesFor(workload, isTaken ? `${name}-pdb` : name),
    });
  },
});

type Unit = CrossContext<unknown>["unit"];

/** An autoscaler may ask for more than is written. */
function fewestReplicas({ resource, replicas = 0 }: Workload, unit: Unit): number {
  const { kind, name, namespaceOrDefault: namespace } = resource;
  if (name === undefined) return replicas;
  const scales = { kind, name };
  const scalers = ["HorizontalPodAutoscaler", "ScaledObject"].flatMap((scaler) => unit.find({ kind: scaler, namespace, scales }));
  return Math.max(replicas, ...scalers.map((scaler) => scaler.scales?.min ?? 0));
}

/** None behind JSON, where a second document can't stand. */
function fixesFor({ resource, selector, podLabels }: Workload, name: string | undefined): readonly Fix[] {
  const { document, namespace } = resource;
  const labels = plainPairs(selector) ?? podLabels;
  if (name === undefined || labels.size === 0 || (document.root?.kind === "map" && document.root.flow)) return [];
  const budget = {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: new Hole(name), ...(namespace !== undefined && { namespace }) },
    spec: {
      maxUnavailable: new Hole(1),
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: Object.fromEntries(labels) },
    },
  };
  return [{ title: "Add a PodDisruptionBudget", safety: "template", edits: [appendDocument(document, budget)] }];
}

/** The workload's own selector as labels, where it asks for nothing else. */
function plainPairs(selector: Selector | undefined): Labels | undefined {
  if (!selector || selector.unresolved || selector.requirements.length === 0) return undefined;
  const pairs = selector.requirements.map(({ key, operator, values }) =>
    operator === "In" && values.length === 1 ? ([key, values[0] ?? ""] as const) : undefined,
  );
  return pairs.every((pair) => pair !== undefined) ? new Map(pairs) : undefined;
}
