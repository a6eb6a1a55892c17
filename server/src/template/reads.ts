// Notes which values a render looked at, and which keys it looked for in vain.

import type { Origin } from "../base/origin.ts";
import { memo } from "../base/memo.ts";
import { Dict, List, noTrace } from "./value.ts";
import type { Trace, Traced } from "./value.ts";

/** What a render's result may depend on. */
export interface Reads {
  /** Used as a whole: the scalar, or the container with all that is in it. */
  readonly whole: ReadonlySet<Origin>;
  /** Only how many entries they have, their keys, or whether they are there. */
  readonly shape: ReadonlySet<Origin>;
  /** Taken out of their container, whatever was done with them. */
  readonly taken: ReadonlySet<Origin>;
  /** Keys that were looked for and are not there: where they would be. */
  readonly absent: ReadonlySet<Origin>;
  /** The traces of what was read and lies in no file, such as an object that the caller made. */
  readonly unplaced: ReadonlySet<Trace>;
}

/** Where a key that is not there would be: one object for one place. */
export function absentOrigin(parent: Origin, key: string): Origin {
  const known = absentChildren(parent);
  let origin = known.get(key);
  if (!origin) known.set(key, (origin = { file: parent.file, path: [...parent.path, key] }));
  return origin;
}

/** Where keys of a container would be that somebody looked for in vain. */
export function absentBelow(parent: Origin): Iterable<Origin> {
  return absentChildren(parent).values();
}

const absentChildren = memo((_parent: Origin) => new Map<string, Origin>());

/** Collects while a render runs. */
export class ReadLog {
  readonly #whole = new Set<Trace>();
  readonly #shape = new Set<Trace>();
  readonly #taken = new Set<Trace>();
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

  taken({ trace }: Traced): void {
    this.#taken.add(trace);
  }

  absent(origins: readonly Origin[]): void {
    for (const origin of origins) this.#absent.add(origin);
  }

  result(): Reads {
    const unplaced = new Set<Trace>();
    const origins = (traces: ReadonlySet<Trace>) => originsOf(traces, unplaced);
    return {
      whole: origins(this.#whole),
      shape: origins(this.#shape),
      taken: origins(this.#taken),
      absent: this.#absent,
      unplaced,
    };
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

/** Adds those without an origin to `unplaced`. */
function originsOf(traces: ReadonlySet<Trace>, unplaced: Set<Trace>): Set<Origin> {
  const found = new Set<Origin>();
  for (const trace of traces) {
    const { origins, deciders, segments } = trace;
    if (origins.length === 0 && !deciders && !segments && trace !== noTrace) unplaced.add(trace);
    for (const origin of origins) found.add(origin);
    for (const origin of deciders ?? []) found.add(origin);
  }
  return found;
}
