// Flags keys of profiles that say what holds without them.

import { defineRule, type Fix, type RedundantValue } from "../../lint/rule.ts";

/** Whoever copied the whole values.yaml hears it once. */
const MOST = 5;

export const rule = defineRule({
  id: "chart-value-redundant",
  category: "chart",
  severity: "info",
  since: "0.2.0",
  summary: "Profile sets what is the default",
  sources: [],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "values",
  check({ redundant }, report) {
    const repeated = redundant.filter(({ isEmptyMap }) => !isEmptyMap);
    const [first] = repeated;
    if (first && repeated.length > MOST)
      report(first.pair.key, `\`${first.path}\` and ${repeated.length - 1} more keys of this file repeat the chart's defaults`, {
        fixes: () => [removal(repeated)],
      });
    for (const value of redundant) {
      if (!value.isEmptyMap && repeated.length > MOST) continue;
      report(value.pair.key, messageOf(value), { tags: ["unnecessary"], fixes: () => [removal([value])] });
    }
  },
});

function messageOf({ path, isEmptyMap }: RedundantValue): string {
  if (isEmptyMap) return `\`${path}: {}\` takes nothing away from the defaults: maps are merged, and only \`null\` removes a key`;
  return `\`${path}\` is what the chart's defaults say, too`;
}

function removal(values: readonly RedundantValue[]): Fix {
  const title = values.length > 1 ? "Remove all that repeats the defaults" : "Remove what repeats the default";
  return { title, safety: "confirm", edits: values.map(({ pair }) => ({ op: "remove", target: pair })) };
}
