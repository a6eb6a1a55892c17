// Finds where an edit has to go so that the API reads it: through aliases and merge keys.

import { mapField } from "./read.ts";
import type { YamlMap } from "../yaml/tree.ts";

export type Path = readonly [string, ...string[]];

/** The same place, told from the deepest map that is there, so that no alias lies on the rest of the path. */
export function reach(owner: YamlMap, [key, ...below]: Path): [YamlMap, Path] {
  const [next, ...rest] = below;
  const inner = next === undefined ? undefined : mapField(owner, key);
  return inner && next !== undefined ? reach(inner, [next, ...rest]) : [owner, [key, ...below]];
}
