// Flags volumes that show a directory on which the node's safety rests.

import { hostPathsOf } from "../../kube/host-path.ts";
import { normalizePath } from "../../kube/volume.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "sensitive-host-path",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Volume is a sensitive directory of the node",
  sources: [
    "kube-linter:sensitive-host-mounts",
    "trivy:KSV-0121",
    "kubesec:ProcMount",
    "kics:5308a7a8-06f8-45ac-bf10-791fe21de46e",
  ],
  standards: ["PSS-B", "NSA"],
  presets: ["recommended", "strict"],
  options: {
    paths: {
      type: "strings",
      default: [
        "/",
        "/boot",
        "/dev",
        "/etc",
        "/etc/kubernetes",
        "/home",
        "/lib",
        "/proc",
        "/root",
        "/run",
        "/sys",
        "/usr",
        "/var/lib/docker",
        "/var/lib/etcd",
        "/var/lib/kubelet",
        "/var/run",
      ],
      doc: "Directories of the node that no volume may be; what lies in them is another matter.",
    },
  },
  on: "resource",
  check(resource, report, { options }) {
    const sensitive = new Set(options.paths.map(normalizePath));
    for (const { hostPath, label } of hostPathsOf(resource))
      if (sensitive.has(hostPath.normalized))
        report(hostPath.pathNode, `${label} exposes the node's directory \`${hostPath.path}\``);
  },
});
