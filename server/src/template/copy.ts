// Copies values so that nobody who changes the copy changes the original.

import { Bytes, Dict, List } from "./value.ts";
import type { Traced, Value } from "./value.ts";

/**
 * Copies containers, each once, so that what is the same stays the same; scalars and traces are shared. `instead`: what is to be
 * copied in the place of a container.
 */
export function copier(instead: ReadonlyMap<Value, Value> = new Map()): <V extends Value>(traced: Traced<V>) => Traced<V> {
  const copies = new Map<Value, Value>();
  const copyValue = (given: Value): Value => {
    const value = instead.get(given) ?? given;
    if (!(value instanceof Dict || value instanceof List) || value instanceof Bytes) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    const { type, named, isNil } = value;
    const copy = value instanceof Dict ? new Dict(new Map(), type, named, isNil) : new List([], type, named, isNil);
    copies.set(value, copy);
    if (value instanceof Dict && copy instanceof Dict)
      for (const [key, item] of value.entries) copy.entries.set(key, copyTraced(item));
    if (value instanceof List && copy instanceof List) copy.items.push(...value.items.map(copyTraced));
    return copy;
  };
  const copyTraced = (traced: Traced): Traced => {
    const value = copyValue(traced.value);
    return value === traced.value ? traced : { value, trace: traced.trace };
  };
  // A copy is of its original's type.
  return copyTraced as <V extends Value>(traced: Traced<V>) => Traced<V>;
}
