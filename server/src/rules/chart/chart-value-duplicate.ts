// Flags keys of values files that are written twice.

import { defineRule, type Fix } from "../../lint/rule.ts";
import { keyText } from "../../yaml/access.ts";
import type { YamlNode, YamlPair } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "chart-value-duplicate",
  category: "chart",
  severity: "warning",
  since: "0.2.0",
  summary: "Key of a values file that is written twice",
  sources: [],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "values",
  check({ document }, report) {
    if (!document.root) return;
    for (const { lost, winner } of duplicatesIn(document.root)) {
      const related = [{ node: winner.key, message: "This one counts" }];
      report(lost.key, `\`${keyText(lost)}\` is written again below, and only the last one counts`, {
        related,
        tags: ["unnecessary"],
        fixes: () => [removal(lost)],
      });
    }
  },
});

interface Duplicate {
  readonly lost: YamlPair;
  readonly winner: YamlPair;
}

function* duplicatesIn(node: YamlNode): Generator<Duplicate> {
  if (node.kind === "seq") for (const item of node.items) yield* duplicatesIn(item);
  if (node.kind !== "map") return;
  const last = new Map<string, YamlPair>();
  for (const pair of node.pairs) {
    const key = keyText(pair);
    // Several merge keys are several maps laid over each other.
    if (key !== undefined && key !== "<<") last.set(key, pair);
  }
  for (const pair of node.pairs) {
    const winner = last.get(keyText(pair) ?? "");
    if (winner && winner !== pair) yield { lost: pair, winner };
    else yield* duplicatesIn(pair.value);
  }
}

function removal(target: YamlPair): Fix {
  return { title: "Remove what does not count", safety: "confirm", edits: [{ op: "remove", target }] };
}
