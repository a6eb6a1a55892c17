// Flags ConfigMaps that nothing refers to.

import { isDiscovered, unusedIn } from "../../kube/use.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "config-map-unused",
  category: "correctness",
  severity: "info",
  since: "0.2.0",
  summary: "ConfigMap that nothing refers to",
  sources: ["popeye:400", "popeye:401"],
  standards: [],
  presets: ["strict"],
  options: {
    markers: {
      type: "strings",
      default: [
        "grafana_dashboard",
        "grafana_datasource",
        "grafana_alert",
        "prometheus_rule",
        "k8s-sidecar-target-directory",
        "leaderelection",
      ],
      doc: "Labels and annotations by which a tool finds objects without naming them.",
    },
    entries: { type: "boolean", default: false, doc: "Also report single entries that nothing refers to." },
  },
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit, options }) {
    const { group, kind, name, label } = resource;
    if (
      group !== "" ||
      kind !== "ConfigMap" ||
      name === undefined ||
      name === "kube-root-ca.crt" ||
      isDiscovered(resource, options.markers)
    )
      return;
    const { isAll, entries } = unusedIn(resource, unit, ["data", "binaryData"]);
    if (isAll) report(resource, `Nothing refers to ${label}`, { tags: ["unnecessary"] });
    for (const { key, node } of options.entries ? entries : [])
      report(node, `Nothing refers to entry \`${key}\` of ${label}`, { tags: ["unnecessary"] });
  },
});
