// Flags ConfigMaps with a password, key or token in them.

import { decoded, credentialIn } from "../../kube/config-credential.ts";
import { hasCredentialForm } from "../../kube/credential.ts";
import { matchesAny } from "../../kube/name-patterns.ts";
import { asScalar, entries } from "../../yaml/access.ts";
import type { Resource } from "../../kube/resource.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "secret-in-configmap",
  category: "secrets",
  severity: "error",
  since: "0.2.0",
  summary: "Secret in a ConfigMap",
  sources: ["polaris:sensitiveConfigmapContent", "trivy:KSV-0109", "kubescape:C-0012"],
  standards: ["MITRE-Credential-access", "NSA"],
  presets: ["recommended", "strict"],
  fields: ["data"],
  options: {
    names: {
      type: "strings",
      default: [],
      doc: "Patterns (RE2) of further entries that hold a secret, such as `_pin$`; case does not count.",
    },
    ignore: {
      type: "strings",
      default: [],
      doc: "Patterns (RE2) of entries that hold no secret, whatever is in them; case does not count.",
    },
  },
  on: "resource",
  check(resource, report, { options }) {
    if (resource.group !== "" || resource.kind !== "ConfigMap") return;
    for (const { key, pair } of entries(resource.field("data"))) {
      const value = asScalar(pair.value);
      if (!value || matchesAny(options.ignore, key)) continue;
      const isNamed = value.value !== "" && matchesAny(options.names, key);
      const found = isNamed ? { setting: undefined } : credentialIn(key, value.value);
      // The first line of a block of text is no more than `|`.
      const place = value.style === "literal" || value.style === "folded" ? pair.key : value;
      if (found) report(place, messageFor(resource, key, found.setting));
    }
    for (const { key, pair } of entries(resource.field("binaryData")))
      if (hasCredentialForm(decoded(asScalar(pair.value)?.value ?? ""))) report(pair.key, messageFor(resource, key));
  },
});

function messageFor({ label }: Resource, key: string, setting?: string): string {
  const where = setting === undefined ? "" : ` (\`${setting}\`)`;
  return `Entry \`${key}\` of ${label} holds a secret in plain text${where}`;
}
