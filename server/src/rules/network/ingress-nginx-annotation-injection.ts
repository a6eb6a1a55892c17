// Flags annotations for nginx that break out of their place in its configuration.

import { nginxAnnotations } from "../../kube/ingress-nginx.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-nginx-annotation-injection",
  category: "network",
  severity: "error",
  since: "0.2.0",
  summary: "Annotation for nginx breaks out of its value",
  sources: ["trivy:KCV-0093", "kyverno:check-ingress-nginx-controller-version-and-annotation-policy"],
  standards: ["CVE-2025-1974"],
  presets: ["recommended", "strict"],
  on: "ingress",
  check(ingress, report) {
    for (const { key, value, node } of nginxAnnotations(ingress)) {
      const accepts = accepted.get(key);
      if (accepts && value !== "" && !accepts.test(value))
        report(node, `${ingress.resource.label} has characters in \`${key}\` that break out of it`);
    }
  },
});

const url = /^[^\s;{}"'`\\#<>|]+$/;
/** What each annotation may hold; templates of other tools pass, since a report on them is silent. */
const accepted: ReadonlyMap<string, RegExp> = new Map([
  ["auth-url", url],
  ["mirror-target", url],
  ["mirror-host", url],
  ["auth-tls-match-cn", /^CN=(?:[^\r\n\t;{}"'`#]|\{\d+(?:,\d*)?\})+$/],
  ["auth-tls-verify-client", /^(?:on|off|optional|optional_no_ca)$/],
]);
