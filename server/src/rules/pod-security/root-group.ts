// Flags pods and containers that ask for group 0.

import { field, intOf } from "../../kube/read.ts";
import { defineRule, type Report } from "../../lint/rule.ts";
import { items } from "../../yaml/access.ts";
import { removeItem, removeKey } from "../../yaml/make-edit.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "root-group",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Pod or container runs in the root group",
  sources: [
    "kube-linter:run-as-non-root",
    "trivy:KSV-0116",
    "kubescape:C-0211",
    "kyverno:require-non-root-groups",
    "kyverno:psp-check-supplemental-groups",
    "kyverno:validate-userid-groupid-fsgroup",
  ],
  standards: ["CIS-5.2.7", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "pod",
  check(pod, report) {
    const { securityContext, containers } = pod;
    const inherits = containers.length === 0 || containers.some((container) => !field(container.securityContext, "runAsGroup"));
    if (inherits) judge(securityContext, "runAsGroup", "Pod", report);
    judge(securityContext, "fsGroup", "Pod", report);
    for (const item of items(field(securityContext, "supplementalGroups")) ?? [])
      if (intOf(item) === 0)
        report(item, "Pod has the root group among its `supplementalGroups`", {
          fixes: [{ title: "Remove group 0", safety: "confirm", edits: [removeItem(item)] }],
        });
    for (const container of containers)
      judge(container.securityContext, "runAsGroup", `Container \`${container.label}\``, report);
  },
});

function judge(context: YamlMap | undefined, key: "runAsGroup" | "fsGroup", owner: string, report: Report): void {
  const group = field(context, key);
  if (!group || intOf(group) !== 0) return;
  report(group, `${owner} sets \`${key}: 0\`, the root group`, {
    fixes: [{ title: `Remove \`${key}: 0\``, safety: "confirm", edits: removeKey(context, key) }],
  });
}
