// Flags volumes of a kind that reaches past the pod and its claims.

import { isUnresolved } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "restricted-volume-type",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Volume is of a kind that Pod Security restricted forbids",
  sources: [
    "trivy:KSV-0028",
    "pss:restrictedVolumes",
    "kyverno:restrict-volume-types",
    "terrascan:AC_K8S_0081",
    "gatekeeper:K8sPSPFlexVolumes",
    "gatekeeper:K8sPSPVolumeTypes",
  ],
  standards: ["PSS-R"],
  presets: ["strict"],
  on: "pod",
  check({ volumes }, report) {
    for (const { node, source, sourceNode, name } of volumes)
      if (source !== undefined && sourceNode && !allowed.has(source) && !isUnresolved(node))
        report(sourceNode, `Volume \`${name || "?"}\` is of the kind \`${source}\``);
  },
});

/** Pod Security Standards, restricted, "Volume Types", and `hostPath`, which has a rule of its own. Without a source it is an `emptyDir`. */
const allowed: ReadonlySet<string> = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "hostPath",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);
