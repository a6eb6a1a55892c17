// Flags mounts through which a container can write to its node.

import { field } from "../../kube/read.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "writable-host-path",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Container can write to a path of its node",
  sources: [
    "kube-linter:writable-host-mount",
    "kubescape:C-0045",
    "kyverno:ensure-readonly-hostpath",
    "kics:b7652612-de4e-4466-a0bf-1cd81f0c6063",
    "gatekeeper:K8sPSPHostFilesystem",
  ],
  standards: ["MITRE-Persistence", "MITRE-Lateral-movement"],
  presets: ["strict"],
  fixes: ["confirm"],
  on: "container",
  check({ label, pod, volumeMounts }, report) {
    for (const { node, name, readOnly } of volumeMounts) {
      const hostPath = readOnly ? undefined : pod.volumes.find((volume) => volume.name === name)?.hostPath;
      if (!hostPath) continue;
      const written = field(node, "readOnly");
      const message = `Container \`${label}\` can write to the node's \`${hostPath.path}\``;
      const fixes: readonly Fix[] = [
        { title: "Set `readOnly: true`", safety: "confirm", edits: [set(node, ["readOnly"], true)] },
      ];
      if (written) report(written, message, { fixes });
      else report.missing(node, ["readOnly"], message, { fixes });
    }
  },
});
