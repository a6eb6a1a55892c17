// Flags Secrets that nothing refers to.

import { mapField, textField } from "../../kube/read.ts";
import { workloadsIn } from "../../kube/selected.ts";
import { isDiscovered, useOf } from "../../kube/use.ts";
import { entries } from "../../yaml/access.ts";
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
    if (workloadsIn(unit, resource.namespaceOrDefault).length === 0) return;
    const { isUsed, keys } = useOf(resource, unit);
    if (!isUsed) report(resource, `Nothing refers to ${label}`, { tags: ["unnecessary"] });
    else if (options.entries && keys)
      for (const field of ["data", "stringData"])
        for (const { key, pair } of entries(mapField(resource.node, field)))
          if (!keys.has(key)) report(pair.key, `Nothing refers to entry \`${key}\` of ${label}`, { tags: ["unnecessary"] });
  },
});

/** Service account tokens, tokens for new nodes, releases of Helm: what reads them goes by the type. */
function isExempt(type = ""): boolean {
  return /^(?:kubernetes\.io\/service-account-token|bootstrap\.kubernetes\.io\/token|helm\.sh\/release)/.test(type);
}
