// Flags paths of the node outside of those that a site allows.

import { hostPathsOf, isWithin } from "../../kube/host-path.ts";
import { normalizePath } from "../../kube/volume.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "host-path-outside-allowed-prefix",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Volume is a path of the node outside of the allowed ones",
  sources: ["kyverno:limit-hostpath-vols", "kyverno:limit-hostpath-type-pv", "gatekeeper:K8sPSPHostFilesystem"],
  standards: [],
  presets: [],
  options: {
    allowedPrefixes: { type: "strings", default: ["/data"], doc: "Directories of the node that volumes may be or lie in." },
  },
  on: "resource",
  check(resource, report, { options }) {
    const allowed = options.allowedPrefixes.map(normalizePath);
    for (const { hostPath, label } of hostPathsOf(resource))
      if (!allowed.some((folder) => isWithin(hostPath.normalized, folder)))
        report(hostPath.pathNode, `${label} is the node's path \`${hostPath.path}\`, which is outside of the allowed ones`);
  },
});
