// Flags Ingresses that write into the configuration of nginx.

import { snippets } from "../../kube/ingress-nginx.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-nginx-snippet",
  category: "network",
  severity: "error",
  since: "0.2.0",
  summary: "Ingress writes configuration of nginx",
  sources: [
    "checkov:CKV_K8S_153",
    "kyverno:disallow-ingress-nginx-custom-snippets",
    "kyverno:check-ingress-nginx-controller-version-and-annotation-policy",
  ],
  standards: ["CVE-2021-25742"],
  presets: ["recommended", "strict"],
  on: "ingress",
  check(ingress, report) {
    for (const { key, keyNode } of snippets(ingress))
      report(keyNode, `${ingress.resource.label} writes into nginx's configuration by \`${key}\``);
  },
});
