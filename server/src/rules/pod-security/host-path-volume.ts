// Flags volumes that are a piece of the node's file system.

import { defineRule, type Report } from "../../lint/rule.ts";
import { field, textField } from "../../kube/read.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "host-path-volume",
  category: "pod-security",
  severity: "warning",
  since: "0.1.0",
  summary: "Volume is a path of the node",
  sources: [
    "polaris:hostPathSet",
    "trivy:KSV-0023",
    "kubescape:C-0048",
    "pss:hostPathVolumes",
    "kyverno:disallow-host-path",
    "kyverno:limit-hostpath-vols",
    "kics:aa8f7a35-9923-4cad-bd61-a19b7f6aac91",
    "terrascan:AC_K8S_0076",
    "gatekeeper:K8sPSPHostFilesystem",
  ],
  standards: ["PSS-B", "CIS-5.2.12", "MITRE-Privilege-escalation"],
  presets: ["recommended", "strict"],
  on: "resource",
  check(resource, report) {
    const { workload, group, kind, name, spec } = resource;
    for (const volume of workload?.pod.volumes ?? []) judge(volume.node, `Volume \`${volume.name || "?"}\``, report);
    if (group === "" && kind === "PersistentVolume") judge(spec, `PersistentVolume \`${name ?? "?"}\``, report);
  },
});

function judge(owner: YamlMap | undefined, label: string, report: Report): void {
  const hostPath = field(owner, "hostPath");
  if (!hostPath) return;
  const path = textField(hostPath, "path");
  report(hostPath, path === undefined ? `${label} is a path of the node` : `${label} is the node's path \`${path}\``);
}
