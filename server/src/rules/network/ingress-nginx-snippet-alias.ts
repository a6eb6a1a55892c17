// Flags snippets for nginx that serve files of the controller.

import { snippets } from "../../kube/ingress-nginx.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-nginx-snippet-alias",
  category: "network",
  severity: "error",
  since: "0.2.0",
  summary: "Snippet for nginx serves files of the controller",
  sources: ["checkov:CKV_K8S_154", "kyverno:restrict-annotations"],
  standards: ["CVE-2021-25742"],
  presets: ["recommended", "strict"],
  on: "ingress",
  check(ingress, report) {
    for (const { key, value, node } of snippets(ingress))
      if (pattern.test(value)) report(node, `${ingress.resource.label} serves files of the controller by \`${key}\``);
  },
});

const pattern = /(?:^|[\s;{])(?:alias|root)\s|\/etc\/(?:passwd|shadow|group|nginx|ingress-controller)\b|\/var\/run\/secrets/;
