// Flags workloads whose selector does not fit their own pods.

import { reach } from "../../kube/reach.ts";
import { describeSelector } from "../../kube/selected.ts";
import { isEmpty, matches, type Requirement } from "../../kube/selector.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Workload } from "../../kube/workload.ts";

export const rule = defineRule({
  id: "selector-template-mismatch",
  category: "correctness",
  severity: "error",
  since: "0.2.0",
  summary: "Workload selector does not match its pod template",
  sources: [
    "kube-linter:mismatching-selector",
    "kube-score:deployment-pod-selector-labels-match-template-metadata-labels",
    "kube-score:statefulset-pod-selector-labels-match-template-metadata-labels",
    "kubescape:C-0296",
    "popeye:508",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  fields: ["spec.selector"],
  on: "workload",
  check(workload, report) {
    const { resource, selector, selectorNode, podLabels } = workload;
    // The API makes a Job's selector itself, and fills that of a ReplicationController in.
    if (!selector || !selectorNode || resource.kind === "Job") return;
    if (isEmpty(selector)) {
      if (resource.group === "apps")
        report(selectorNode, `${resource.label} selects nothing by an empty selector`, { fixes: () => selectLabels(workload) });
    } else if (!matches(selector, podLabels)) {
      const lacking = selector.requirements.filter((one) => !matches({ requirements: [one], unresolved: false }, podLabels));
      const message = `${resource.label} selects ${describeSelector({ requirements: lacking, unresolved: false })}, which its pods don't fit`;
      report(selectorNode, message, { fixes: () => labelPods(workload, lacking) });
    }
  },
});

function labelPods({ podOwner }: Workload, lacking: readonly Requirement[]): readonly Fix[] {
  if (lacking.some(({ operator, values }) => operator !== "In" || values.length !== 1)) return [];
  const edits = lacking.map(({ key, values }) => set(...reach(podOwner, ["metadata", "labels", key]), values[0] ?? ""));
  return [{ title: "Copy the selector's labels to the pods", safety: "safe", edits }];
}

function selectLabels({ podLabels, resource: { spec } }: Workload): readonly Fix[] {
  if (!spec || podLabels.size === 0) return [];
  const edits = [set(...reach(spec, ["selector", "matchLabels"]), Object.fromEntries(podLabels))];
  return [{ title: "Select the labels of the pods", safety: "safe", edits }];
}
