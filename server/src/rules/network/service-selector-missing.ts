// Flags Services that nobody gives endpoints to.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-selector-missing",
  category: "network",
  severity: ["warning", "info"],
  since: "0.2.0",
  summary: "Service without selector and endpoints",
  sources: ["terrascan:AC_K8S_0114"],
  standards: ["CVE-2021-25740"],
  presets: ["strict"],
  fields: ["spec.selector"],
  on: "service",
  neighbours: "missing",
  check(service, report, { unit }) {
    const { type, selector, isHeadless, resource } = service;
    const { name, namespaceOrDefault: namespace } = resource;
    if (selector || type === "ExternalName" || isHeadless || name === undefined) return;
    const slices = unit.find({ kind: "EndpointSlice", namespace });
    if (slices.some(({ labels }) => labels.get("kubernetes.io/service-name") === name)) return;
    if (unit.find({ kind: "Endpoints", group: "", namespace, name }).length > 0) return;
    report.missing(service, ["spec", "selector"], `${resource.label} has neither a selector nor endpoints`, {
      severity: type === "ClusterIP" ? "info" : "warning",
    });
  },
});
