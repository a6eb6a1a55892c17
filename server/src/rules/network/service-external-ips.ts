// Flags Services that take over addresses outside of the cluster.

import { textItems } from "../../kube/read.ts";
import { defineRule } from "../../lint/rule.ts";
import { removeItem } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "service-external-ips",
  category: "network",
  severity: "error",
  since: "0.2.0",
  summary: "Service takes traffic for external addresses",
  sources: ["trivy:KSV-0108", "kyverno:restrict-external-ips", "terrascan:AC_K8S_0112", "gatekeeper:K8sExternalIPs"],
  standards: ["CVE-2020-8554"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  fields: ["spec.externalIPs"],
  options: {
    allowed: { type: "strings", default: [], doc: "Addresses that Services may take over." },
  },
  on: "service",
  check({ resource }, report, { options }) {
    for (const { node, text } of textItems(resource.spec, "externalIPs")) {
      if (options.allowed.includes(text)) continue;
      report(node, `${resource.label} takes traffic for \`${text}\``, {
        fixes: [{ title: "Delete the external address", safety: "confirm", edits: [removeItem(node)] }],
      });
    }
  },
});
