// Flags namespaces whose pods can only run as `default`.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "namespace-without-service-account",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Namespace has no service account of its own",
  sources: ["kubescape:C-0189"],
  standards: ["CIS-5.1.5"],
  presets: [],
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit }) {
    const { group, kind, name } = resource;
    if (group !== "" || kind !== "Namespace" || name === undefined) return;
    const accounts = unit.find({ kind: "ServiceAccount", group: "", namespace: name });
    if (accounts.every((account) => account.name === "default"))
      report.missing(resource, [], `${resource.label} has no service account but \`default\``);
  },
});
