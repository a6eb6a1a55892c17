// Flags routes of a Gateway that lead to Services, or ports of them, that are not there.

import { didYouMean } from "../../base/nearest.ts";
import { backendsOf } from "../../kube/gateway.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "gateway-backend-missing",
  category: "correctness",
  severity: ["error", "info"],
  since: "0.2.0",
  summary: "Route backend does not exist",
  sources: ["kubescape:C-0302", "popeye:407", "popeye:1106"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["backendRefs.name", "backendRefs.port"],
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit }) {
    for (const { group, kind, namespace, name, nameNode, port, portNode } of backendsOf(resource)) {
      if (group !== "" || kind !== "Service" || name === undefined || !nameNode || hasHole(name) || hasHole(namespace)) continue;
      const [found] = unit.find({ kind, group, namespace, name });
      if (!found) {
        const names = unit.find({ kind, group, namespace }).flatMap((one) => one.name ?? []);
        const message = `${resource.label} leads to Service \`${name}\`, which is not there${didYouMean(name, names)}`;
        report(nameNode, message, names.length === 0 ? { severity: "info" } : {});
      } else if (portNode && typeof port === "number" && !found.service?.ports.some(({ number }) => number === port))
        report(portNode, `${resource.label} leads to port ${port}, which Service \`${name}\` does not have`);
    }
  },
});
