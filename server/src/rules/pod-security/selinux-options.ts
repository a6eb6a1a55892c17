// Flags SELinux labels that a pod chooses for itself.

import { judgedIn } from "../../kube/minors.ts";
import { field, mapField, scalarText } from "../../kube/read.ts";
import { defineRule, type Report } from "../../lint/rule.ts";
import { removeKey } from "../../yaml/make-edit.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "selinux-options",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Pod or container chooses its SELinux type, user or role",
  sources: ["trivy:KSV-0025", "pss:seLinuxOptions", "kyverno:disallow-selinux", "gatekeeper:K8sPSPSELinuxV2"],
  standards: ["PSS-B"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "pod",
  check(pod, report, { kubernetes }) {
    for (const { securityContext, owner } of pod.securityContexts) judge(securityContext, owner, kubernetes, report);
  },
});

function judge(context: YamlMap, owner: string, kubernetes: readonly string[], report: Report): void {
  const options = mapField(context, "seLinuxOptions");
  for (const key of ["type", "user", "role"]) {
    const node = field(options, key);
    const text = scalarText(node);
    const allowed = key === "type" && text ? types.get(text) : undefined;
    const minors = judgedIn(kubernetes, (minor) => allowed === undefined || minor < allowed);
    if (!node || !text || !minors) continue;
    report(node, `${owner} sets the SELinux ${key} \`${text}\``, {
      fixes: [{ title: `Remove the SELinux ${key}`, safety: "confirm", edits: removeKey(options, key) }],
      ...minors,
    });
  }
}

/** Pod Security Standards, baseline, "SELinux": the types that pass, and the policy version from which they do. */
const types: ReadonlyMap<string, number> = new Map([
  ["container_t", 0],
  ["container_init_t", 0],
  ["container_kvm_t", 0],
  ["container_engine_t", 31],
]);
