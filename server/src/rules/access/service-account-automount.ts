// Flags service accounts that hand out a token unasked.

import { boolOf } from "../../yaml/access.ts";
import { set } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-account-automount",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Service account hands out its token",
  sources: ["kyverno:restrict-sa-automount-sa-token", "popeye:303", "terrascan:AC_K8S_0045"],
  standards: ["CIS-5.1.6"],
  presets: [],
  fixes: ["confirm"],
  fields: ["automountServiceAccountToken"],
  on: "resource",
  check(resource, report) {
    if (resource.group !== "" || resource.kind !== "ServiceAccount") return;
    const written = resource.field("automountServiceAccountToken");
    if (boolOf(written) === false) return;
    const fixes = [
      {
        title: "Set `automountServiceAccountToken: false`",
        safety: "confirm" as const,
        edits: [set(resource.node, ["automountServiceAccountToken"], false)],
      },
    ];
    if (written) report(written, `${resource.label} gives its pods a token`, { fixes });
    else
      report.missing(resource, ["automountServiceAccountToken"], `${resource.label} gives its pods a token by default`, {
        fixes,
      });
  },
});
