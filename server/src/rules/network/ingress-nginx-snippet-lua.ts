// Flags snippets for nginx that run code or reach for credentials.

import { snippets } from "../../kube/ingress-nginx.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-nginx-snippet-lua",
  category: "network",
  severity: "error",
  since: "0.2.0",
  summary: "Snippet for nginx runs Lua",
  sources: ["checkov:CKV_K8S_152"],
  standards: ["CVE-2021-25742"],
  presets: ["recommended", "strict"],
  on: "ingress",
  check(ingress, report) {
    for (const { key, value, node } of snippets(ingress))
      if (pattern.test(value))
        report(node, `${ingress.resource.label} runs Lua in nginx, or reaches for credentials, by \`${key}\``);
  },
});

const pattern = /\blua_|_lua\b|_lua_|\bkubernetes\.io\b/;
