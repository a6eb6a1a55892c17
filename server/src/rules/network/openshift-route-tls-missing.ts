// Flags OpenShift Routes that serve plain HTTP only.

import { field } from "../../kube/read.ts";
import { defineRule } from "../../lint/rule.ts";
import { Hole } from "../../yaml/edit.ts";
import { set } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "openshift-route-tls-missing",
  category: "network",
  severity: "warning",
  since: "0.2.0",
  summary: "OpenShift Route without TLS",
  sources: ["kyverno:check-routes"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["template"],
  fields: ["spec.tls"],
  on: "resource",
  check(resource, report) {
    const { group, kind, spec, label } = resource;
    if (group !== "route.openshift.io" || kind !== "Route" || !spec || field(spec, "tls")) return;
    const block = { termination: new Hole("edge"), insecureEdgeTerminationPolicy: "Redirect" };
    report.missing(resource, ["spec", "tls"], `${label} has no TLS`, {
      fixes: [{ title: "Add a `tls` block", safety: "template", edits: [set(spec, ["tls"], block)] }],
    });
  },
});
