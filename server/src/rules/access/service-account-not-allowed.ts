// Flags pods that run as a service account outside the team's list.

import { textGlob } from "../../base/glob.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-account-not-allowed",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Service account that is not allowed",
  sources: ["kyverno:restrict-service-account"],
  standards: [],
  presets: [],
  fields: ["spec.serviceAccountName"],
  options: {
    allowed: {
      type: "strings",
      default: [],
      doc: "Globs of the service accounts that pods may run as; while it is empty, all may.",
    },
  },
  on: "pod",
  check(pod, report, { options }) {
    const { serviceAccountName: name = "default", serviceAccountNode } = pod;
    if (options.allowed.length === 0 || hasHole(name)) return;
    if (options.allowed.some((pattern) => textGlob(pattern).matches(name))) return;
    const message = `Pod runs as \`${name}\`, which is not allowed`;
    if (serviceAccountNode) report(serviceAccountNode, message);
    else report.missing(pod, ["serviceAccountName"], message);
  },
});
