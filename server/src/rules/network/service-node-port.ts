// Flags Services that open a port on every node.

import { defineRule } from "../../lint/rule.ts";
import { removeKey, set } from "../../yaml/make-edit.ts";
import type { Service } from "../../kube/service.ts";
import type { YamlEdit } from "../../yaml/edit.ts";

export const rule = defineRule({
  id: "service-node-port",
  category: "network",
  severity: "warning",
  since: "0.1.0",
  summary: "Service opens a port on every node",
  sources: [
    "kube-linter:exposed-services",
    "kube-score:service-type",
    "kyverno:restrict-nodeport",
    "kics:845acfbe-3e10-4b8e-b656-3b404d36dfb2",
    "popeye:1104",
    "terrascan:AC_K8S_0111",
    "gatekeeper:K8sBlockNodePort",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  fields: ["spec.type"],
  on: "service",
  check(service, report) {
    const { type, typeNode, resource } = service;
    if (!typeNode || type !== "NodePort") return;
    report(typeNode, `${resource.label} opens a port on every node`, {
      fixes: [{ title: "Set `type: ClusterIP`", safety: "confirm", edits: closeNodePorts(service) }],
    });
  },
});

/** The API rejects node ports, and a policy for traffic from outside, in a Service that has none. */
function closeNodePorts({ resource: { spec }, ports }: Service): readonly YamlEdit[] {
  if (!spec) return [];
  return [
    set(spec, ["type"], "ClusterIP"),
    ...ports.flatMap(({ node }) => removeKey(node, "nodePort")),
    ...removeKey(spec, "externalTrafficPolicy"),
  ];
}
