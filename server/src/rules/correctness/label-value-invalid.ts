// Flags labels that the API server rejects.

import { mapField } from "../../kube/read.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { keyFault, labelValueFault } from "../../schema/validate-name.ts";
import { entries, textOf } from "../../yaml/access.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "label-value-invalid",
  category: "correctness",
  severity: "error",
  since: "0.2.0",
  summary: "Label is invalid",
  sources: ["kube-score:label-values", "kics:1123031a-f921-4c5b-bd86-ef354ecfd37a"],
  standards: [],
  presets: [],
  fields: ["metadata.labels"],
  on: "resource",
  check({ metadata, workload }, report) {
    for (const owner of new Set([metadata, workload?.podMetadata]))
      for (const { key, pair } of entries(mapField(owner, "labels"))) {
        const value = textOf(pair.value);
        const wrongKey = hasHole(key) ? undefined : keyFault(key);
        const wrongValue = value === undefined ? undefined : labelValueFault(value);
        if (wrongKey) report(pair.key, `The key of label \`${key}\` ${wrongKey}`);
        if (wrongValue) report(pair.value, `The value of label \`${key}\` ${wrongValue}`);
      }
  },
});
