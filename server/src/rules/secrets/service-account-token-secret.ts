// Flags tokens of service accounts that are kept in Secrets and never expire.

import { items, textOf } from "../../yaml/access.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-account-token-secret",
  category: "secrets",
  severity: ["warning", "info"],
  since: "0.2.0",
  summary: "Service account token that never expires",
  sources: ["kyverno:deny-secret-service-account-token-type", "kyverno:check-serviceaccount-secrets"],
  standards: ["CIS-5.1.6"],
  presets: ["recommended", "strict"],
  fields: ["type", "secrets"],
  on: "resource",
  check(resource, report) {
    if (resource.group !== "") return;
    const type = resource.field("type");
    if (resource.kind === "Secret" && type && textOf(type) === "kubernetes.io/service-account-token")
      report(type, `${resource.label} holds a token that never expires`);
    const secrets = resource.field("secrets");
    if (resource.kind === "ServiceAccount" && secrets && (items(secrets)?.length ?? 0) > 0)
      report(secrets, `${resource.label} lists Secrets, where its tokens were kept once`, { severity: "info" });
  },
});
