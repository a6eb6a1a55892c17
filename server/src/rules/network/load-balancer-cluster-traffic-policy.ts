// Flags load balancers behind which pods don't see who asks.

import { field, textField } from "../../kube/read.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "load-balancer-cluster-traffic-policy",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Load balancer hides the client's address",
  sources: ["popeye:1107"],
  standards: [],
  presets: [],
  fixes: ["confirm"],
  fields: ["spec.externalTrafficPolicy"],
  on: "service",
  check(service, report) {
    const { type, resource, selector } = service;
    const { spec } = resource;
    const written = field(spec, "externalTrafficPolicy");
    if (!spec || type !== "LoadBalancer" || !selector || (written && textField(spec, "externalTrafficPolicy") !== "Cluster"))
      return;
    const message = `${resource.label} hides the client's address from its pods`;
    const fixes: readonly Fix[] = [
      { title: "Set `externalTrafficPolicy: Local`", safety: "confirm", edits: [set(spec, ["externalTrafficPolicy"], "Local")] },
    ];
    if (written) report(written, message, { fixes });
    else report.missing(service, ["spec", "externalTrafficPolicy"], message, { fixes });
  },
});
