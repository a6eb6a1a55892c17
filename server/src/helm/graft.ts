// Lays a new merge of values over an earlier one: what did not change is the same object in both.

import type { Origin } from "../base/origin.ts";
import { absentBelow, absentOrigin } from "../template/reads.ts";
import { Dict, Int, List } from "../template/value.ts";
import type { Trace, Traced, Value } from "../template/value.ts";
import { Place } from "./place.ts";
import { isSamePlace } from "./same-place.ts";

export interface Grafted {
  readonly values: Traced<Dict>;
  /**
   * Origins of what changed, was removed, or has other keys than before, and of keys that were looked for in vain and may now be
   * found. A template that read none of them renders as before.
   */
  readonly changed: ReadonlySet<Origin>;
}

/**
 * `values` says what `fresh` says, with the objects of `old` wherever they say the same: containers, traces and origins. `fresh`
 * is used up: its containers become those of the result. Nobody else may hold them. `old` stays as it is.
 */
export function graft(old: Traced<Dict>, fresh: Traced<Dict>): Grafted {
  const work = new Graft(old);
  const { value, trace } = work.merge(old, fresh);
  // A map laid over a map is a map.
  return { values: { value: value as Dict, trace }, changed: work.changed };
}

class Graft {
  readonly changed = new Set<Origin>();
  /** What became of each container of the fresh values: it may stand in several places. */
  readonly #became = new Map<Dict | List, Dict | List>();
  /** The old containers that stand for a fresh one: never for two, since templates may change them. */
  readonly #taken = new Set<Dict | List>();
  readonly #old: Traced;
  #known: Map<string, Origin> | undefined;

  constructor(old: Traced) {
    this.#old = old;
  }

  merge(old: Traced, fresh: Traced): Traced {
    const trace = this.#traceOf(old.trace, fresh.trace);
    const value = this.#valueOf(old, fresh.value);
    return value === old.value && trace === old.trace ? old : { value, trace };
  }

  #valueOf(old: Traced, fresh: Value): Value {
    if (fresh instanceof Dict && old.value instanceof Dict) return this.#dictOf(old, old.value, fresh);
    if (fresh instanceof List && old.value instanceof List) return this.#listOf(old, old.value, fresh);
    if (isSameScalar(old.value, fresh)) return old.value;
    this.#remove(old);
    return this.#settle(fresh);
  }

  #dictOf(oldTraced: Traced, old: Dict, fresh: Dict): Value {
    const earlier = this.#became.get(fresh);
    let isSame = old.type === fresh.type && old.isNil === fresh.isNil && hasSameKeys(old, fresh);
    if (!isSame) for (const origin of oldTraced.trace.origins) this.changed.add(origin);
    for (const [key, item] of fresh.entries) {
      const before = old.entries.get(key);
      const now = before ? this.merge(before, item) : this.#add(oldTraced, key, item);
      if (now !== before) isSame = false;
      if (!earlier && now !== item) fresh.entries.set(key, now);
    }
    for (const [key, item] of old.entries) if (!fresh.entries.has(key)) this.#remove(item);
    return earlier ?? this.#choose(old, fresh, isSame);
  }

  #listOf(oldTraced: Traced, old: List, fresh: List): Value {
    const earlier = this.#became.get(fresh);
    let isSame = old.type === fresh.type && old.isNil === fresh.isNil && old.items.length === fresh.items.length;
    if (!isSame) for (const origin of oldTraced.trace.origins) this.changed.add(origin);
    for (const [i, item] of fresh.items.entries()) {
      const before = old.items[i];
      const now = before ? this.merge(before, item) : this.#settled(item);
      if (now !== before) isSame = false;
      if (!earlier) fresh.items[i] = now;
    }
    for (const item of old.items.slice(fresh.items.length)) this.#remove(item);
    return earlier ?? this.#choose(old, fresh, isSame);
  }

  #choose<C extends Dict | List>(old: C, fresh: C, isSame: boolean): C {
    const chosen = isSame && !this.#taken.has(old) ? old : fresh;
    if (chosen === old) this.#taken.add(old);
    this.#became.set(fresh, chosen);
    return chosen;
  }

  #traceOf(old: Trace, fresh: Trace): Trace {
    if (old === fresh) return old;
    const { origins } = fresh;
    if (old.origins.length === origins.length && old.origins.every((origin, i) => isSamePlace(origin, origins[i]!))) return old;
    this.#mark(old);
    return this.#settledTrace(fresh);
  }

  /** What is of other places now, so that keys that are not in it would be elsewhere, too. */
  #mark({ origins }: Trace): void {
    for (const origin of origins) {
      this.changed.add(origin);
      for (const absent of absentBelow(origin)) this.changed.add(absent);
    }
  }

  #remove(item: Traced): void {
    this.#mark(item.trace);
    for (const inner of contentsOf(item.value)) this.#remove(inner);
  }

  #add(container: Traced, key: string, item: Traced): Traced {
    for (const origin of container.trace.origins) this.changed.add(absentOrigin(origin, key));
    return this.#settled(item);
  }

  /** What is new, but of places that may be known: one object for one place. */
  #settled({ value, trace }: Traced): Traced {
    return { value: this.#settle(value), trace: this.#settledTrace(trace) };
  }

  #settle(value: Value): Value {
    if (!(value instanceof Dict || value instanceof List)) return value;
    const earlier = this.#became.get(value);
    if (earlier) return earlier;
    this.#became.set(value, value);
    if (value instanceof Dict) for (const [key, item] of value.entries) value.entries.set(key, this.#settled(item));
    else for (const [i, item] of value.items.entries()) value.items[i] = this.#settled(item);
    return value;
  }

  #settledTrace(trace: Trace): Trace {
    const known = (this.#known ??= placesOf(this.#old));
    return { ...trace, origins: trace.origins.map((origin) => placed(known, origin)) };
  }
}

/** The known origin of the place; a new one becomes known. Where a key would be depends on where its container is. */
function placed(known: Map<string, Origin>, origin: Origin): Origin {
  const { file, path } = origin;
  if (!(origin instanceof Place)) {
    const container = known.get(keyOf({ file, path: path.slice(0, -1) }));
    return container ? absentOrigin(container, String(path.at(-1))) : origin;
  }
  const key = keyOf(origin);
  const found = known.get(key);
  if (!found) known.set(key, origin);
  return found ?? origin;
}

function placesOf(values: Traced): Map<string, Origin> {
  const known = new Map<string, Origin>();
  const seen = new Set<Value>();
  const collect = ({ value, trace }: Traced): void => {
    for (const origin of trace.origins) if (origin instanceof Place) known.set(keyOf(origin), origin);
    if (seen.has(value)) return;
    if (value instanceof Dict || value instanceof List) seen.add(value);
    for (const inner of contentsOf(value)) collect(inner);
  };
  collect(values);
  return known;
}

function keyOf({ file, path }: Origin): string {
  return JSON.stringify([file, ...path]);
}

function contentsOf(value: Value): Iterable<Traced> {
  if (value instanceof Dict) return value.entries.values();
  return value instanceof List ? value.items : [];
}

function hasSameKeys(a: Dict, b: Dict): boolean {
  if (a.entries.size !== b.entries.size) return false;
  const others = b.entries.keys();
  for (const key of a.entries.keys()) if (key !== others.next().value) return false;
  return true;
}

function isSameScalar(a: Value, b: Value): boolean {
  return a === b || (a instanceof Int && b instanceof Int && a.value === b.value && a.kind === b.kind);
}
