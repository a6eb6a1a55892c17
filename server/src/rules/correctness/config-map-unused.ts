// Flags ConfigMaps that nothing refers to.

import { mapField } from "../../kube/read.ts";
import { workloadsIn } from "../../kube/selected.ts";
import { isDiscovered, useOf } from "../../kube/use.ts";
import { entries } from "../../yaml/access.ts";
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
    if (workloadsIn(unit, resource.namespaceOrDefault).length === 0) return;
    const { isUsed, keys } = useOf(resource, unit);
    if (!isUsed) report(resource, `Nothing refers to ${label}`, { tags: ["unnecessary"] });
    else if (options.entries && keys)
      for (const field of ["data", "binaryData"])
        for (const { key, pair } of entries(mapField(resource.node, field)))
          if (!keys.has(key)) report(pair.key, `Nothing refers to entry \`${key}\` of ${label}`, { tags: ["unnecessary"] });
  },
});
