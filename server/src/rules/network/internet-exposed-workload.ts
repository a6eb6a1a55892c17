// Flags workloads that are reached from outside of the cluster.

import { labelFrom, relatedTo } from "../../kube/clash.ts";
import { exposureOf } from "../../kube/exposure.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "internet-exposed-workload",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Workload is reached from outside",
  sources: ["kubescape:C-0256", "kubescape:C-0266", "kics:69bbc5e3-0818-4150-89cc-1e989b48f23b"],
  standards: [],
  presets: [],
  on: "workload",
  neighbours: "refine",
  check({ resource, podLabels }, report, { unit }) {
    const services = unit.find({ kind: "Service", group: "", namespace: resource.namespaceOrDefault, selects: podLabels });
    for (const service of services) {
      const opener = exposureOf(service, unit);
      if (!opener) continue;
      const way = opener === service ? "" : ` and ${labelFrom(resource, opener)}`;
      report(resource, `${resource.label} is reached from outside through ${labelFrom(resource, service)}${way}`, {
        related: [{ resource: relatedTo(opener), message: "This opens the way" }],
      });
      return;
    }
  },
});
