// Merges maps in place in mergo's order: what is missing or empty is filled, or overwritten if asked.

import type { CallContext } from "../function.ts";
import { isEmpty, isNil, isStruct } from "../go-type.ts";
import { Dict } from "../value.ts";
import type { Traced, Value } from "../value.ts";

/** Deeper than this a map holds itself, and Go's stack would overflow. */
const DEPTH_LIMIT = 500;

/** Go panics: the map is nested too deep, or its values are of a type that a value of the other's is not. */
export class MergePanic extends Error {}

/** Who counts the work, and is told what changes. */
export type MergeContext = Pick<CallContext, "spend" | "changes">;

/** mergo refuses; Sprig's forms without `must` give "" then. */
export class MergeRefusal extends Error {}

/**
 * Fills `target` from `source`. Maps on both sides are merged in depth; other containers are shared, not copied. Without
 * `overwrites`, a value of the target that is not empty stays, and nil in the source is skipped; with it, everything in the
 * source wins, empty or not, but a map never loses its keys to another map.
 */
export function mergeInto(target: Dict, source: Dict, overwrites: boolean, context: MergeContext, depth = 0): void {
  if (depth > DEPTH_LIMIT) throw new MergePanic("map is nested too deep to be merged: it may contain itself");
  for (const [key, given] of source.entries) {
    context.spend(1);
    const present = target.entries.get(key);
    if (isNil(given.value)) {
      if (overwrites) put(target, key, given, source, context);
      continue;
    }
    if (given.value instanceof Dict && present?.value instanceof Dict && present.value.entries !== given.value.entries)
      mergeInto(present.value, given.value, overwrites, context, depth + 1);
    if (given.value instanceof Dict && present && isPointer(present.value) && !overwrites)
      throw new MergeRefusal("src and dst must be of same type");
    // Asked only now: an empty map may just have been filled.
    const isFree = !present || isEmpty(present.value);
    const bothMaps = given.value instanceof Dict && present?.value instanceof Dict;
    if (!isFree && bothMaps) continue;
    if (isFree || overwrites) put(target, key, given, source, context);
  }
}

function put(target: Dict, key: string, given: Traced, source: Dict, context: MergeContext): void {
  if (target.type !== "interface {}" && target.type !== source.type)
    throw new MergePanic(`reflect.Value.SetMapIndex: value of type ${source.type} is not assignable to type ${target.type}`);
  if (target.entries.get(key) === given) return;
  context.changes(target);
  target.entries.set(key, given);
}

function isPointer(value: Value): boolean {
  return isStruct(value) && value.struct.startsWith("*");
}
