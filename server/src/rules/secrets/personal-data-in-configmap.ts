// Flags ConfigMaps with data about people in them.

import { matchesAny } from "../../kube/name-patterns.ts";
import { personalDataIn } from "../../kube/personal-data.ts";
import { asScalar, entries } from "../../yaml/access.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "personal-data-in-configmap",
  category: "secrets",
  severity: "info",
  since: "0.2.0",
  summary: "Personal data in a ConfigMap",
  sources: ["trivy:KSV-01010"],
  standards: [],
  presets: [],
  fields: ["data"],
  options: {
    ignore: {
      type: "strings",
      default: [],
      doc: "Patterns (RE2) of entries that may hold such data; case does not count.",
    },
  },
  on: "resource",
  check(resource, report, { options }) {
    if (resource.group !== "" || resource.kind !== "ConfigMap") return;
    for (const { key, pair } of entries(resource.field("data"))) {
      const value = asScalar(pair.value);
      if (!value || matchesAny(options.ignore, key)) continue;
      const found = personalDataIn(key, value.value);
      // The first line of a block of text is no more than `|`.
      const place = value.style === "literal" || value.style === "folded" ? pair.key : value;
      if (found) report(place, `Entry \`${key}\` of ${resource.label} holds ${found}`);
    }
  },
});
