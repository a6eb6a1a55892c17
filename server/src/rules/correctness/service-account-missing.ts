// Flags pods that run as a service account that is not there.

import { nearest } from "../../base/nearest.ts";
import { textField } from "../../kube/read.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";
import type { YamlEdit } from "../../yaml/edit.ts";

export const rule = defineRule({
  id: "service-account-missing",
  category: "correctness",
  severity: "warning",
  since: "0.2.0",
  summary: "Pod names a ServiceAccount that is not in the input",
  sources: ["kube-linter:non-existent-service-account", "kubescape:C-0307", "popeye:307", "popeye:507"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  fields: ["spec.serviceAccountName"],
  on: "pod",
  neighbours: "missing",
  check(pod, report, { unit }) {
    const { serviceAccountName: name, serviceAccountNode: node, workload } = pod;
    const { label, namespaceOrDefault: namespace } = workload.resource;
    if (!node || name === undefined || name === "default" || hasHole(name)) return;
    const accounts = { kind: "ServiceAccount", group: "", namespace };
    if (unit.find({ ...accounts, name }).length > 0) return;
    const names = unit.find(accounts).flatMap((found) => found.name ?? []);
    // Without any, they are kept elsewhere.
    if (names.length === 0) return;
    const near = nearest(name, names);
    report(node, `${label} runs as ServiceAccount \`${name}\`, which is not there`, {
      fixes: near === undefined ? [] : [{ title: `Change to \`${near}\``, safety: "safe", edits: rename(pod, near) }],
    });
  },
});

/** In both fields where both are written, which must agree. */
function rename({ node }: PodSpec, name: string): readonly YamlEdit[] {
  return ["serviceAccountName", "serviceAccount"].flatMap((key) => (textField(node, key) ? [set(node, [key], name)] : []));
}
