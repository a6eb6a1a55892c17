// Flags `default` service accounts that hand out a token.

import { boolOf } from "../../yaml/access.ts";
import { set } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "default-service-account-automount",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "Default service account hands out its token",
  sources: ["checkov:CKV_K8S_41", "kubescape:C-0189", "kubescape:C-0225", "kics:b93e973e-9066-4455-a63b-c1c0e1ec3a48"],
  standards: ["CIS-5.1.5"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  fields: ["automountServiceAccountToken"],
  on: "resource",
  check(resource, report) {
    if (resource.group !== "" || resource.kind !== "ServiceAccount" || resource.name !== "default") return;
    const written = resource.field("automountServiceAccountToken");
    if (boolOf(written) === false) return;
    const fixes = [
      {
        title: "Set `automountServiceAccountToken: false`",
        safety: "confirm" as const,
        edits: [set(resource.node, ["automountServiceAccountToken"], false)],
      },
    ];
    if (written) report(written, `${resource.label} gives a token to every pod that names no service account`, { fixes });
    else
      report.missing(
        resource,
        ["automountServiceAccountToken"],
        `${resource.label} gives a token to every pod that names no service account`,
        { fixes },
      );
  },
});
