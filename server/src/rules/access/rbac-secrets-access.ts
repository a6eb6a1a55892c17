// Flags roles that can read Secrets.

import { grants } from "../../kube/rbac.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-secrets-access",
  category: "access",
  severity: ["warning", "info"],
  since: "0.1.0",
  summary: "Role can read Secrets",
  sources: [
    "kube-linter:access-to-secrets",
    "checkov:CKV2_K8S_5",
    "trivy:KSV-0041",
    "trivy:KSV-0113",
    "kubescape:C-0015",
    "kubescape:C-0186",
    "kyverno:restrict-secret-role-verbs",
    "kics:b7bca5c4-1dab-4c2c-8cbe-3050b9d59b14",
    "kics:056ac60e-fe07-4acc-9b34-8e1d51716ab9",
  ],
  standards: ["CIS-5.1.2", "MITRE-Credential-access"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check({ rules, resource }, report) {
    for (const granted of rules) {
      if (!reading.some((verb) => grants(granted, { group: "", resource: "secrets", verb }))) continue;
      const named =
        granted.resources.find(({ text }) => text === "secrets") ?? granted.resources.find(({ text }) => text === "*");
      if (!named) continue;
      if (granted.resourceNames.length === 0) report(named, `${resource.label} can read all Secrets`);
      else report(named, `${resource.label} can read Secrets by name`, { severity: "info" });
    }
  },
});

/** `list` and `watch` return what is in the Secrets, too. */
const reading = ["get", "list", "watch"];
