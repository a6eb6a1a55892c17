// Where in the values something in a template may come from: what is known of it without rendering.

import type { ReadTree } from "./values-tree.ts";

/** A union of all that it may be. What is not listed holds no values. */
export interface Flow {
  readonly places: readonly ReadTree[];
  /** Of maps that the template makes. */
  readonly entries: ReadonlyMap<string, Flow>;
  /** Items of lists that the template makes, and entries under computed keys. */
  readonly rest: Flow | undefined;
  /** How many maps and lists lie in each other. */
  readonly depth: number;
}

/** A loop can put a map into a map into a map: what lies deeper counts as read. */
const DEEPEST = 5;

const noEntries: ReadonlyMap<string, Flow> = new Map();

export const noFlow: Flow = { places: [], entries: noEntries, rest: undefined, depth: 0 };

export function flowOf(place: ReadTree): Flow {
  return { ...noFlow, places: [place] };
}

export function mapOf(entries: ReadonlyMap<string, Flow>, rest?: Flow): Flow {
  return bounded({ places: [], entries, rest });
}

export function listOf(items: readonly Flow[]): Flow {
  return bounded({ places: [], entries: noEntries, rest: unionOf(items) });
}

export function unionOf(flows: readonly Flow[]): Flow {
  const some = [...new Set(flows)].filter((flow) => !isNothing(flow));
  const [first, second] = some;
  if (!first) return noFlow;
  if (!second) return first;
  const entries = new Map<string, Flow>();
  for (const flow of some)
    for (const [key, value] of flow.entries) {
      const known = entries.get(key);
      entries.set(key, known ? unionOf([known, value]) : value);
    }
  const rests = some.flatMap(({ rest }) => rest ?? []);
  return bounded({
    places: [...new Set(some.flatMap(({ places }) => places))],
    entries,
    rest: rests.length > 0 ? unionOf(rests) : undefined,
  });
}

/** What a key leads to. */
export function fieldOf({ places, entries, rest }: Flow, key: string): Flow {
  const [place] = places;
  const named = entries.get(key);
  if (places.length === 1 && place && !named && !rest) return flowOf(place.child(key));
  const below = places.map((one) => flowOf(one.child(key)));
  return unionOf([...below, named ?? noFlow, rest ?? noFlow]);
}

/** What is in it, whatever the key. */
export function elementOf({ places, entries, rest }: Flow): Flow {
  const below = places.map((place) => flowOf(place.any()));
  return unionOf([...below, ...entries.values(), rest ?? noFlow]);
}

/** It is printed, or goes where nobody follows it. */
export function readWhole({ places, entries, rest }: Flow): void {
  for (const place of places) place.readWhole();
  for (const flow of entries.values()) readWhole(flow);
  if (rest) readWhole(rest);
}

/** The same for flows that are the same. */
export function keyOf({ places, entries, rest }: Flow): string {
  const own = places
    .map(({ number }) => number)
    .sort((a, b) => a - b)
    .join();
  if (entries.size === 0 && !rest) return own;
  const inner = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, flow]) => `${key}:${keyOf(flow)}`);
  return `${own}{${inner.join(";")}|${rest ? keyOf(rest) : ""}}`;
}

function isNothing({ places, entries, rest }: Flow): boolean {
  return places.length === 0 && entries.size === 0 && rest === undefined;
}

function bounded(flow: Omit<Flow, "depth">): Flow {
  const inner = [...flow.entries.values(), ...(flow.rest ? [flow.rest] : [])];
  const depth = Math.max(0, ...inner.map((one) => one.depth + 1));
  if (depth <= DEEPEST) return { ...flow, depth };
  for (const one of inner) readWhole(one);
  return { ...noFlow, places: flow.places };
}
