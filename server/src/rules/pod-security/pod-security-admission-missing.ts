// Flags namespaces that do not say which pods they let in.

import { enforcedLevel, enforceLabel, isNamespace } from "../../kube/namespaces.ts";
import { reach } from "../../kube/reach.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Resource } from "../../kube/resource.ts";

export const rule = defineRule({
  id: "pod-security-admission-missing",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Namespace enforces no Pod Security level",
  sources: [
    "kubescape:C-0192",
    "kubescape:C-0193",
    "kubescape:C-0194",
    "kubescape:C-0195",
    "kubescape:C-0196",
    "kubescape:C-0197",
    "kubescape:C-0198",
    "kubescape:C-0199",
    "kubescape:C-0200",
    "kubescape:C-0201",
    "kubescape:C-0202",
    "kubescape:C-0203",
    "kubescape:C-0204",
    "kyverno:add-psa-namespace-reporting",
  ],
  standards: [
    "CIS-5.2.1",
    "CIS-5.2.2",
    "CIS-5.2.3",
    "CIS-5.2.4",
    "CIS-5.2.5",
    "CIS-5.2.6",
    "CIS-5.2.7",
    "CIS-5.2.8",
    "CIS-5.2.9",
    "CIS-5.2.10",
    "CIS-5.2.11",
    "CIS-5.2.12",
    "CIS-5.2.13",
  ],
  presets: ["strict"],
  fixes: ["confirm"],
  on: "resource",
  check(resource, report) {
    if (!isNamespace(resource) || enforcedLevel(resource)) return;
    report.missing(resource, ["metadata", "labels", enforceLabel], `${resource.label} enforces no Pod Security level`, {
      fixes: () => fixesFor(resource),
    });
  },
});

const warnLabel = "pod-security.kubernetes.io/warn";

/** A warning about what the next level would reject changes nothing, and shows the way there. */
function fixesFor(resource: Resource): readonly Fix[] {
  const labels = (label: string, level: string) => set(...reach(resource.node, ["metadata", "labels", label]), level);
  const warns = resource.labels.has(warnLabel);
  const edits = [labels(enforceLabel, "baseline"), ...(warns ? [] : [labels(warnLabel, "restricted")])];
  return [{ title: `Set \`${enforceLabel}: baseline\``, safety: "confirm", edits }];
}
