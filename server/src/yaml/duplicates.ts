// Finds keys that a map holds twice.

import type { YamlMap, YamlPair, YamlProblem } from "./tree.ts";

/** Maps up to this size are compared key by key. */
const SMALL = 8;

/**
 * Adds a warning for each scalar key that stands in the map already. The merge key `<<` may be
 * repeated, and a key without a colon is still being typed.
 */
export function duplicateKeys(map: YamlMap, problems: YamlProblem[]): void {
  const { pairs } = map;
  const seen = pairs.length > SMALL ? new Set<string>() : undefined;
  for (let i = 0; i < pairs.length; i++) {
    const { key, colon } = pairs[i] ?? {};
    if (key?.kind !== "scalar" || (colon === -1 && !map.flow)) continue;
    const known = seen ? seen.has(key.value) : occursBefore(pairs, i, key.value);
    seen?.add(key.value);
    if (!known || key.value === "<<") continue;
    const { start, end } = key;
    const message = `Key \`${key.value}\` is set twice in this map; the last one wins`;
    problems.push({ start, end, code: "duplicate-key", severity: "warning", message });
  }
}

function occursBefore(pairs: readonly YamlPair[], index: number, text: string): boolean {
  for (let i = 0; i < index; i++) {
    const key = pairs[i]?.key;
    if (key?.kind === "scalar" && key.value === text) return true;
  }
  return false;
}
