// Flags settings of ingress-nginx that let Ingresses write its configuration.

import { field, mapField, scalarText } from "../../kube/read.ts";
import { defineRule } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "ingress-nginx-allow-snippets",
  category: "network",
  severity: "error",
  since: "0.2.0",
  summary: "ingress-nginx accepts snippets from Ingresses",
  sources: ["kubescape:C-0059", "kyverno:disallow-ingress-nginx-custom-snippets", "terrascan:AC_K8S_0050"],
  standards: ["CVE-2021-25742", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  fields: ["data.allow-snippet-annotations"],
  on: "resource",
  check({ group, kind, node, label }, report) {
    if (group !== "" || kind !== "ConfigMap") return;
    const data = mapField(node, "data");
    const allowed = field(data, key);
    if (!data || !allowed || scalarText(allowed) === "false") return;
    report(allowed, `${label} lets every Ingress write into nginx's configuration`, {
      fixes: [{ title: `Set \`${key}: "false"\``, safety: "safe", edits: [set(data, [key], "false")] }],
    });
  },
});

const key = "allow-snippet-annotations";
