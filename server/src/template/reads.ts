// Notes which values a render looked at, and which keys it looked for in vain.

import type { Origin } from "../base/origin.ts";
import { memo } from "../base/memo.ts";
import { Dict, List } from "./value.ts";
import type { Trace, Traced } from "./value.ts";

/** What a render's result may depend on. */
export interface Reads {
  /** Used as a whole: the scalar, or the container with all that is in it. */
  readonly whole: ReadonlySet<Origin>;
  /** Only how many entries they have, their keys, or whether they are there. */
  readonly shape: ReadonlySet<Origin>;
  /** Keys that were looked for and are not there: where they would be. */
  readonly absent: ReadonlySet<Origin>;
}

/** Where a key that is not there would be: one object for one place. */
export function absentOrigin(parent: Origin, key: string): Origin {
  const known = absentChildren(parent);
  let origin = known.get(key);
  if (!origin) known.set(key, (origin = { file: parent.file, path: [...parent.path, key] }));
  return origin;
}

const absentChildren = memo((_parent: Origin) => new Map<string, Origin>());

/** Collects while a render runs. */
export class ReadLog {
  readonly #whole = new Set<Trace>();
  readonly #shape = new Set<Trace>();
  readonly #absent = new Set<Origin>();

  /** Gives how many values that are. */
  whole(arg: Traced): number {
    this.#whole.add(arg.trace);
    const { value } = arg;
    if (!(value instanceof Dict || value instanceof List)) return 1;
    // A container may hold what comes from elsewhere: `dict "a" .Values.a` has no origin of its own. It may also hold itself.
    const seen = new Set<object>();
    this.#contents(value, seen);
    return seen.size;
  }

  shape({ trace }: Traced): void {
    this.#shape.add(trace);
  }

  absent(origins: readonly Origin[]): void {
    for (const origin of origins) this.#absent.add(origin);
  }

  result(): Reads {
    return { whole: originsOf(this.#whole), shape: originsOf(this.#shape), absent: this.#absent };
  }

  #contents(value: Dict | List, seen: Set<object>): void {
    if (seen.has(value)) return;
    seen.add(value);
    if (value instanceof List && value.type === "uint8") return;
    for (const item of value instanceof Dict ? value.entries.values() : value.items) {
      this.#whole.add(item.trace);
      if (item.value instanceof Dict || item.value instanceof List) this.#contents(item.value, seen);
    }
  }
}

function originsOf(traces: ReadonlySet<Trace>): Set<Origin> {
  const origins = new Set<Origin>();
  for (const trace of traces) {
    for (const origin of trace.origins) origins.add(origin);
    for (const origin of trace.deciders ?? []) origins.add(origin);
  }
  return origins;
}
