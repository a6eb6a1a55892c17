// Flags pods and containers that ask for user 0.

import { judgesRoot } from "../../kube/pod-security.ts";
import { field, intOf } from "../../kube/read.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { boolOf } from "../../yaml/access.ts";
import { removeKey } from "../../yaml/make-edit.ts";
import type { Container } from "../../kube/container.ts";
import type { YamlMap, YamlNode } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "run-as-user-root",
  category: "pod-security",
  severity: "error",
  since: "0.1.0",
  summary: "Pod or container sets `runAsUser: 0`",
  sources: ["trivy:KSV-0105", "pss:runAsUser", "kyverno:require-run-as-non-root-user"],
  standards: ["PSS-R", "CIS-5.2.7"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "pod",
  check(pod, report, { kubernetes }) {
    const minors = judgesRoot(pod, kubernetes);
    if (!minors) return;
    const ofPod = rootAt(pod.securityContext);
    if (ofPod) report(ofPod, "Pod sets `runAsUser: 0`, which is root", { fixes: fixesFor(pod.securityContext), ...minors });
    for (const container of pod.containers) {
      const own = rootAt(container.securityContext);
      if (own) report(own, messageFor(container), { fixes: fixesFor(container.securityContext), ...minors });
    }
  },
});

function rootAt(securityContext: YamlMap | undefined): YamlNode | undefined {
  const user = field(securityContext, "runAsUser");
  return intOf(user) === 0 ? user : undefined;
}

function messageFor(container: Container): string {
  return boolOf(container.effective("runAsNonRoot"))
    ? `Container \`${container.label}\` runs as root, which \`runAsNonRoot: true\` forbids: it cannot start`
    : `Container \`${container.label}\` runs as root`;
}

function fixesFor(securityContext: YamlMap | undefined): readonly Fix[] {
  return [{ title: "Remove `runAsUser: 0`", safety: "confirm", edits: removeKey(securityContext, "runAsUser") }];
}
