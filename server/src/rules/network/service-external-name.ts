// Flags Services that are names for hosts elsewhere.

import { textField } from "../../kube/read.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-external-name",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Service stands for a host elsewhere",
  sources: ["trivy:KSV-0108"],
  standards: [],
  presets: ["strict"],
  fields: ["spec.type", "spec.externalName"],
  options: {
    allowed: { type: "strings", default: [], doc: "Hosts that Services may stand for." },
  },
  on: "service",
  check({ type, typeNode, resource }, report, { options }) {
    const host = textField(resource.spec, "externalName");
    if (!typeNode || type !== "ExternalName" || (host !== undefined && (hasHole(host) || options.allowed.includes(host)))) return;
    report(typeNode, `${resource.label} stands for a host elsewhere`);
  },
});
