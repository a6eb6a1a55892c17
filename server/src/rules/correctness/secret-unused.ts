// Flags Secrets that nothing refers to.

import { textField } from "../../kube/read.ts";
import { isDiscovered, unusedIn } from "../../kube/use.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "secret-unused",
  category: "correctness",
  severity: "info",
  since: "0.2.0",
  summary: "Secret that nothing refers to",
  sources: ["popeye:400", "popeye:401"],
  standards: [],
  presets: ["strict"],
  options: {
    markers: {
      type: "strings",
      default: [
        "argocd.argoproj.io/secret-type",
        "kubernetes.io/service-account.name",
        "sealedsecrets.bitnami.com/sealed-secrets-key",
      ],
      doc: "Labels and annotations by which a tool finds objects without naming them.",
    },
    entries: { type: "boolean", default: false, doc: "Also report single entries that nothing refers to." },
  },
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit, options }) {
    const { group, kind, name, label } = resource;
    if (
      group !== "" ||
      kind !== "Secret" ||
      name === undefined ||
      isExempt(textField(resource.node, "type")) ||
      isDiscovered(resource, options.markers)
    )
      return;
    const { isAll, entries } = unusedIn(resource, unit, ["data", "stringData"]);
    if (isAll) report(resource, `Nothing refers to ${label}`, { tags: ["unnecessary"] });
    for (const { key, node } of options.entries ? entries : [])
      report(node, `Nothing refers to entry \`${key}\` of ${label}`, { tags: ["unnecessary"] });
  },
});

/** Service account tokens, tokens for new nodes, releases of Helm: what reads them goes by the type. */
function isExempt(type = ""): boolean {
  return /^(?:kubernetes\.io\/service-account-token|bootstrap\.kubernetes\.io\/token|helm\.sh\/release)/.test(type);
}
