// Flags pods that get a token for the Kubernetes API without having said that they need one.

import { hasHole } from "../../kube/unresolved.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";

export const rule = defineRule({
  id: "service-account-token-automount",
  category: "access",
  severity: "warning",
  since: "0.1.0",
  summary: "Pod gets a token for the Kubernetes API",
  sources: [
    "polaris:automountServiceAccountToken",
    "checkov:CKV_K8S_38",
    "trivy:KSV-0036",
    "kubescape:C-0034",
    "kubescape:C-0190",
    "kubescape:C-0261",
    "kubesec:AutomountServiceAccountToken",
    "kyverno:restrict-automount-sa-token",
    "kics:48471392-d4d0-47c0-b135-cdec95eb3eef",
    "popeye:301",
    "terrascan:AC_K8S_0045",
    "gatekeeper:K8sPSPAutomountServiceAccountTokenPod",
  ],
  standards: ["CIS-5.1.6", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  fields: ["spec.automountServiceAccountToken"],
  on: "pod",
  neighbours: "refine",
  check(pod, report, { unit }) {
    const { automount, serviceAccountName = "default", workload } = pod;
    const written = pod.automountServiceAccountToken;
    if (written && automount === true)
      return report(written, "Pod asks for a token for the Kubernetes API", { fixes: () => fixesFor(pod) });
    if (written || hasHole(serviceAccountName)) return;
    const namespace = workload.resource.namespace ?? "default";
    const accounts = unit.find({ kind: "ServiceAccount", group: "", namespace, name: serviceAccountName });
    if (accounts.some((account) => account.automount === false)) return;
    report.missing(pod, ["automountServiceAccountToken"], "Pod gets a token for the Kubernetes API by default", {
      fixes: () => fixesFor(pod),
    });
  },
});

function fixesFor({ node }: PodSpec): readonly Fix[] {
  const edits = [set(node, ["automountServiceAccountToken"], false)];
  return [{ title: "Set `automountServiceAccountToken: false`", safety: "confirm", edits }];
}
