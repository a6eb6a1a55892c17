// Puts definitions beside those that read most like them: gzip finds what repeats only within 32 KB.

import type { PlainDefinition } from "../../schema/shape.ts";

/** How many definitions back likeness counts, and how much less with each. */
const WINDOW = 8;
const FADE = 0.8;
/** Words that come in so many definitions say nothing. */
const COMMON = 60;

/** All of `definitions`, which stand in an order that does not change, each next to the most alike of what is left. */
export function packOrder(definitions: readonly PlainDefinition[]): readonly PlainDefinition[] {
  const grams = definitions.map(gramsOf);
  const holders = new Map<string, number[]>();
  grams.forEach((own, i) => own.forEach((gram) => holders.set(gram, [...(holders.get(gram) ?? []), i])));
  const left = new Set(definitions.keys());
  const order: number[] = [];
  for (let next: number | undefined = 0; next !== undefined; next = likest(order, left, grams, holders)) {
    order.push(next);
    left.delete(next);
  }
  return order.map((i) => definitions[i]!);
}

/** The one left that shares most with the last ones; where none shares anything, the first. */
function likest(
  order: readonly number[],
  left: ReadonlySet<number>,
  grams: readonly ReadonlySet<string>[],
  holders: ReadonlyMap<string, readonly number[]>,
): number | undefined {
  const scores = new Map<number, number>();
  order
    .slice(-WINDOW)
    .reverse()
    .forEach((seen, age) => {
      for (const gram of grams[seen]!) {
        const all = holders.get(gram)!;
        if (all.length > COMMON) continue;
        for (const i of all) if (left.has(i)) scores.set(i, (scores.get(i) ?? 0) + FADE ** age);
      }
    });
  let best: number | undefined;
  let most = 0;
  for (const [i, score] of [...scores].sort(([a], [b]) => a - b)) {
    const weight = score / (grams[i]!.size + 20);
    if (weight > most) [best, most] = [i, weight];
  }
  return best ?? left.values().next().value;
}

/** Each three words that follow one another in its descriptions. */
function gramsOf({ doc, fields }: PlainDefinition): ReadonlySet<string> {
  const words = [doc, ...fields.map((field) => field.doc)].join(" ").split(/\s+/);
  return new Set(words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`));
}
