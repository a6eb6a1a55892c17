// Flags containers that open a port on their node.

import { removeKey } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "host-port",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Container opens a port on its node",
  sources: [
    "polaris:hostPortSet",
    "checkov:CKV_K8S_26",
    "trivy:KSV-0024",
    "kubescape:C-0044",
    "pss:hostPorts",
    "kyverno:disallow-host-ports",
    "kyverno:disallow-host-ports-range",
    "kics:2b1836f1-dcce-416e-8e16-da8c71920633",
    "gatekeeper:K8sPSPHostNetworkingPorts",
  ],
  standards: ["PSS-B", "CIS-5.2.13", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    for (const { node, hostPort, hostPortNode } of container.ports)
      if (hostPort && hostPortNode)
        report(hostPortNode, `Container \`${container.label}\` opens port \`${hostPort}\` on the node`, {
          fixes: [{ title: "Remove `hostPort`", safety: "confirm", edits: removeKey(node, "hostPort") }],
        });
  },
});
