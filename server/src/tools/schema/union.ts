// Joins the drafts of all minors into one schema with ranges of minors.

import { knownMinors } from "../../schema/catalogue.ts";
import type { MinorRange } from "../../schema/schema.ts";
import type { PlainDefinition, PlainField, Shape } from "../../schema/shape.ts";
import { baseText, kindText, richer } from "./complete.ts";
import type { Draft, DraftField, DraftKind } from "./draft.ts";

export interface UnionKind extends DraftKind {
  readonly minors?: MinorRange;
}

export interface Union {
  readonly definitions: readonly PlainDefinition[];
  readonly kinds: readonly UnionKind[];
}

export interface Edition {
  readonly minor: number;
  readonly draft: Draft;
}

/** The minor that no source has: where its neighbours disagree, it gets the more lenient. */
const unseenMinor = knownMinors.unseen;

/** `editions` are sorted by minor. */
export function unite(editions: readonly Edition[]): Union {
  const names = new Set(editions.flatMap(({ draft }) => [...draft.definitions.keys()]));
  const texts = new Map(editions.flatMap(({ draft }) => draft.kinds.map((kind) => [kindText(kind), kind] as const)));
  return {
    definitions: [...names].sort().map((name) => uniteDefinition(name, editions)),
    kinds: [...texts.keys()].sort().map((text) => uniteKind(texts.get(text)!, editions)),
  };
}

function uniteDefinition(name: string, editions: readonly Edition[]): PlainDefinition {
  const known = editions.flatMap(({ minor, draft }) => {
    const definition = draft.definitions.get(name);
    return definition ? [{ minor, definition }] : [];
  });
  const keys = new Set(known.flatMap(({ definition }) => [...definition.fields.keys()]));
  const all = known.map(({ minor }) => minor);
  const fields = [...keys].sort().map((key) => {
    const seen = known.flatMap(({ minor, definition }) => {
      const field = definition.fields.get(key);
      return field ? [{ minor, field }] : [];
    });
    return uniteField(key, seen, all);
  });
  return { name, doc: known.findLast(({ definition }) => definition.doc !== "")?.definition.doc ?? "", fields };
}

interface Seen {
  readonly minor: number;
  readonly field: DraftField;
}

function uniteField(name: string, seen: readonly Seen[], all: readonly number[]): PlainField {
  const own = seen.map(({ minor }) => minor);
  const requiring = seen.filter(({ field }) => field.isRequired).map(({ minor }) => minor);
  const minors = lenient(rangeOf(own, all), own);
  const required = requiring.length > 0 ? rangeOf(requiring, own) : undefined;
  const earlier = earlierOf(seen);
  return {
    name,
    doc: seen.findLast(({ field }) => field.doc !== "")?.field.doc ?? "",
    shape: richest(seen),
    ...(minors.from === undefined && minors.to === undefined ? {} : { minors }),
    ...(required ? { required } : {}),
    ...(earlier.length > 0 ? { earlier } : {}),
  };
}

/** The newest shape with what older drafts say more of the same type. */
function richest(seen: readonly Seen[]): Shape {
  return seen.reduceRight((shape, { field }) => {
    const more = richer(shape, field.shape);
    return baseText(more) === baseText(field.shape) ? more : shape;
  }, seen.at(-1)!.field.shape);
}

function earlierOf(seen: readonly Seen[]): NonNullable<PlainField["earlier"]> {
  const found: { shape: Shape; minors: { from?: number; to?: number } }[] = [];
  let later = richest(seen);
  for (const { minor, field } of [...seen].reverse()) {
    if (baseText(field.shape) === baseText(later) || baseText(richer(field.shape, later)) === baseText(later)) continue;
    const previous = found.at(-1);
    if (previous) previous.minors.from = minor + 1;
    found.push({ shape: field.shape, minors: { to: minor } });
    later = field.shape;
  }
  return found;
}

function uniteKind(kind: DraftKind, editions: readonly Edition[]): UnionKind {
  const text = kindText(kind);
  const seen = editions.filter(({ draft }) => draft.kinds.some((other) => kindText(other) === text)).map(({ minor }) => minor);
  const minors = lenient(
    rangeOf(
      seen,
      editions.map(({ minor }) => minor),
    ),
    seen,
  );
  return { ...kind, ...(minors.from === undefined && minors.to === undefined ? {} : { minors }) };
}

/** The range of `seen` within `all`, open where it reaches their ends. */
function rangeOf(seen: readonly number[], all: readonly number[]): MinorRange {
  const [first, last] = [seen[0]!, seen.at(-1)!];
  if (all.filter((minor) => minor >= first && minor <= last).length !== seen.length)
    throw new Error(`a gap: ${seen.join()} of ${all.join()}`);
  return { ...(first === all[0] ? {} : { from: first }), ...(last === all.at(-1) ? {} : { to: last }) };
}

/** An end beside the unseen minor takes it in. */
function lenient({ from, to }: MinorRange, seen: readonly number[]): MinorRange {
  const since = from === unseenMinor + 1 && seen[0] === from ? unseenMinor : from;
  const until = to === unseenMinor - 1 && seen.at(-1) === to ? unseenMinor : to;
  return { ...(since === undefined ? {} : { from: since }), ...(until === undefined ? {} : { to: until }) };
}
