// Flags Ingress paths that are those of the controller's own files.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-nginx-path-injection",
  category: "network",
  severity: "error",
  since: "0.2.0",
  summary: "Ingress path leads to files of the controller",
  sources: ["kyverno:restrict-ingress-paths"],
  standards: ["CVE-2021-25745"],
  presets: ["recommended", "strict"],
  fields: ["spec.rules.http.paths.path"],
  on: "ingress",
  check({ rules, resource }, report) {
    for (const { path, pathNode } of rules.flatMap(({ paths }) => paths))
      if (pathNode && path !== undefined && pattern.test(path))
        report(pathNode, `${resource.label} has the path \`${path}\`, one of the controller's own files`);
  },
});

const pattern = /\/(?:etc|root)(?:\/|$)|\/var\/run\/(?:secrets|kubernetes\/serviceaccount)(?:\/|$)/;
