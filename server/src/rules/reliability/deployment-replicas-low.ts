// Flags Deployments that are down whenever their one pod is.

import { mapField, textField } from "../../kube/read.ts";
import { reach } from "../../kube/reach.ts";
import { defineRule, type CrossContext, type Related, type ReportOptions } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Workload } from "../../kube/workload.ts";

export const rule = defineRule({
  id: "deployment-replicas-low",
  category: "reliability",
  severity: ["info", "warning"],
  since: "0.1.0",
  summary: "Deployment has too few replicas",
  sources: [
    "polaris:deploymentMissingReplicas",
    "kube-linter:minimum-three-replicas",
    "kube-score:deployment-replicas",
    "kyverno:deployment-has-multiple-replicas",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  options: { min: { type: "integer", default: 2, minimum: 2, doc: "The fewest replicas that are enough." } },
  fields: ["spec.replicas"],
  on: "workload",
  neighbours: "refine",
  check(workload, report, { options: { min }, unit }) {
    const { resource, replicas, replicasNode, podLabels } = workload;
    const namespace = resource.namespaceOrDefault;
    if (resource.kind !== "Deployment" || !replicas || replicas < 0 || replicas >= min || isScaled(workload, unit)) return;
    const isShared = claimsAreShared(workload, unit);
    const [service] = unit.find({ kind: "Service", group: "", namespace, selects: podLabels });
    const isSingleton = isRecreated(workload) && !isShared;
    const edits = [set(...reach(resource.node, ["spec", "replicas"]), min)];
    const options: ReportOptions = {
      severity: service && !isSingleton ? "warning" : "info",
      related: service ? [sender(namespace, service.name)] : [],
      fixes: isShared ? [{ title: `Set \`replicas: ${min}\``, safety: "confirm", edits }] : [],
    };
    const message = `Deployment \`${resource.name ?? "?"}\` has fewer than ${min} replicas`;
    if (replicasNode) report(replicasNode, message, options);
    else report.missing(resource, ["spec", "replicas"], message, options);
  },
});

type Unit = CrossContext<unknown>["unit"];

function sender(namespace: string, name = ""): Related {
  return { resource: { kind: "Service", namespace, name }, message: `Service \`${name}\` sends it requests` };
}

/** An autoscaler decides on the number, and has its own least one. */
function isScaled({ resource: { kind, name, namespaceOrDefault: namespace } }: Workload, unit: Unit): boolean {
  if (name === undefined) return false;
  const scales = { kind, name };
  return ["HorizontalPodAutoscaler", "ScaledObject"].some((scaler) => unit.find({ kind: scaler, namespace, scales }).length > 0);
}

/** Whether a second pod, perhaps on another node, could mount every claim; what is known of none counts as for one node only. */
function claimsAreShared({ pod, resource: { namespaceOrDefault: namespace } }: Workload, unit: Unit): boolean {
  return pod.volumes.every(({ node }) => {
    const name = textField(mapField(node, "persistentVolumeClaim"), "claimName");
    if (name === undefined) return true;
    const claims = unit.find({ kind: "PersistentVolumeClaim", group: "", namespace, name });
    return claims.some(({ accessModes }) => accessModes?.some((mode) => !mode.startsWith("ReadWriteOnce")));
  });
}

function isRecreated({ resource }: Workload): boolean {
  return textField(resource.field("spec", "strategy"), "type") === "Recreate";
}
