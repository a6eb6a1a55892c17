// Flags pods whose security context is missing or takes nothing away.

import { hardens } from "../../kube/hardening.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { Hole } from "../../yaml/edit.ts";
import { set } from "../../yaml/make-edit.ts";
import { field, intOf } from "../../kube/read.ts";
import { isUnresolved } from "../../kube/unresolved.ts";
import { boolOf } from "../../yaml/access.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";

export const rule = defineRule({
  id: "pod-security-context-missing",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Pod has no security context that takes rights away",
  sources: [
    "checkov:CKV_K8S_29",
    "trivy:KSV-0118",
    "kubescape:C-0211",
    "kics:a97a340a-0063-418e-b3a1-3028941d0995",
    "terrascan:AC_K8S_0064",
  ],
  standards: ["CIS-5.7.3"],
  presets: [],
  fixes: ["template"],
  on: "pod",
  check(pod, report) {
    if (hardens(pod.securityContext) || isUnresolved(pod.field("securityContext"))) return;
    report.missing(pod, ["securityContext"], "Pod has no security context that takes rights away", {
      fixes: () => fixesFor(pod),
    });
  },
});

/** Only where nothing is written that it would contradict; Knative takes no context at the pod. */
function fixesFor({ node, securityContext, containers, isWindows, workload }: PodSpec): readonly Fix[] {
  const isFree = !securityContext || securityContext.pairs.length === 0;
  const needsRoot = containers.some(
    ({ securityContext: own }) => intOf(field(own, "runAsUser")) === 0 || boolOf(field(own, "runAsNonRoot")) === false,
  );
  if (!isFree || needsRoot || isWindows || workload.resource.group === "serving.knative.dev") return [];
  const value = { runAsNonRoot: true, runAsUser: new Hole(10001), seccompProfile: { type: "RuntimeDefault" } };
  return [{ title: "Add a `securityContext`", safety: "template", edits: [set(node, ["securityContext"], value)] }];
}
