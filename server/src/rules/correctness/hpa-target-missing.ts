// Flags HorizontalPodAutoscalers whose target is not there.

import { fieldAt, mapField } from "../../kube/read.ts";
import { faultOfTarget } from "../../kube/scale-target.ts";
import { scalerOf } from "../../kube/scaling.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { ResourceFacts } from "../../kube/facts.ts";
import type { Resource } from "../../kube/resource.ts";

export const rule = defineRule({
  id: "hpa-target-missing",
  category: "correctness",
  severity: ["error", "info"],
  since: "0.2.0",
  summary: "HorizontalPodAutoscaler target does not exist",
  sources: [
    "kube-linter:dangling-horizontalpodautoscaler",
    "kube-score:horizontalpodautoscaler-has-target",
    "kubescape:C-0300",
    "popeye:600",
    "gatekeeper:K8sHorizontalPodAutoscaler",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  fields: ["spec.scaleTargetRef"],
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit }) {
    const scaler = scalerOf(resource);
    if (scaler?.type !== "horizontal" || !scaler.nameNode) return;
    const fault = faultOfTarget(resource, scaler, unit, supported);
    if (!fault) return;
    const { kind, name, nameNode } = scaler;
    if (fault.reason === "unsupported")
      report(fieldAt(resource.spec, ["scaleTargetRef", "kind"]) ?? nameNode, `${resource.label} can't scale a ${kind}`);
    else {
      const meant = fault.near === undefined || fault.instead ? "" : ` (did you mean \`${fault.near}\`?)`;
      report(nameNode, `${resource.label} targets ${kind} \`${name}\`, which is not there${meant}`, {
        ...(!fault.isSure && { severity: "info" as const }),
        fixes: () => (fault.instead ? useInstead(resource, fault.instead) : []),
      });
    }
  },
});

/** Kubernetes' own kinds that can be scaled. */
const supported = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];

function useInstead({ spec }: Resource, { apiVersion, kind }: ResourceFacts): readonly Fix[] {
  const ref = mapField(spec, "scaleTargetRef");
  if (!ref) return [];
  return [
    { title: `Target the ${kind}`, safety: "safe", edits: [set(ref, ["apiVersion"], apiVersion), set(ref, ["kind"], kind)] },
  ];
}
