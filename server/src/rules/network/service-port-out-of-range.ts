// Flags Service ports outside the range that the team uses.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-port-out-of-range",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Service port outside the allowed range",
  sources: ["kyverno:restrict-service-port-range"],
  standards: [],
  presets: [],
  fields: ["spec.ports.port"],
  options: {
    minimum: { type: "integer", default: 1, minimum: 1, doc: "The lowest port that Services may have." },
    maximum: { type: "integer", default: 65535, minimum: 1, doc: "The highest port that Services may have." },
  },
  on: "service",
  check({ ports, resource }, report, { options: { minimum, maximum } }) {
    for (const { port, portNode } of ports) {
      if (!portNode || port === undefined || (port >= minimum && port <= maximum)) continue;
      report(portNode, `${resource.label} has port ${port}, outside of ${minimum} to ${maximum}`);
    }
  },
});
