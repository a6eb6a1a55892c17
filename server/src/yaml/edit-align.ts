// Finds what must change in a sequence so that it becomes a list of values.

import { nodeHolds } from "./edit-read.ts";
import type { YamlValue } from "./edit.ts";
import type { YamlNode } from "./tree.ts";

export interface Alignment {
  readonly changed: readonly (readonly [YamlNode, YamlValue])[];
  readonly surplus: readonly YamlNode[];
  /** To be appended. */
  readonly added: readonly YamlValue[];
}

/** Equal items at both ends stay. What is between them is changed one by one, the rest taken out or appended. */
export function alignItems(items: readonly YamlNode[], values: readonly YamlValue[]): Alignment {
  let head = 0;
  while (head < Math.min(items.length, values.length) && holds(items[head], values[head])) head++;
  // Only appending is possible, so a longer list keeps nothing at its end.
  let tail = 0;
  if (values.length <= items.length)
    while (tail < values.length - head && holds(items.at(-1 - tail), values.at(-1 - tail))) tail++;
  const oldItems = items.slice(head, items.length - tail);
  const newValues = values.slice(head, values.length - tail);
  const changed = newValues.flatMap((value, index) => {
    const item = oldItems[index];
    return item ? [[item, value] as const] : [];
  });
  return { changed, surplus: oldItems.slice(newValues.length), added: newValues.slice(oldItems.length) };
}

function holds(item: YamlNode | undefined, value: YamlValue | undefined): boolean {
  return item !== undefined && value !== undefined && nodeHolds(item, value);
}
