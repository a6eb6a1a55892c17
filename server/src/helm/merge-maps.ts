// Lays maps of values over each other, as Helm does with several `-f` files.

import type { Origin } from "../base/origin.ts";
import { Dict } from "../template/value.ts";
import type { Trace, Traced } from "../template/value.ts";
import type { Place } from "./place.ts";

/** The later of two equal keys wins; maps are merged, null stays. */
export function mergeMaps(maps: readonly Traced<Dict>[], root: Place): Traced<Dict> {
  const empty: Traced<Dict> = { value: new Dict(new Map()), trace: { origins: [root] } };
  const [first, ...others] = maps;
  return others.reduce(mergeTwo, first ?? empty);
}

/** Neither is changed. */
export function mergeTwo(under: Traced<Dict>, over: Traced<Dict>): Traced<Dict> {
  const entries = new Map(under.value.entries);
  for (const [key, item] of over.value.entries) {
    const below = entries.get(key);
    entries.set(key, isMap(item) && below && isMap(below) ? mergeTwo(below, item) : item);
  }
  return { value: new Dict(entries), trace: joinTraces(over.trace, under.trace) };
}

export function isMap(item: Traced): item is Traced<Dict> {
  return item.value instanceof Dict;
}

/** Of a map that was written in several places: the one that wins first. */
export function joinTraces(first: Trace, second: Trace): Trace {
  const more = second.origins.filter((origin: Origin) => !first.origins.includes(origin));
  return more.length === 0 ? first : { origins: [...first.origins, ...more] };
}
