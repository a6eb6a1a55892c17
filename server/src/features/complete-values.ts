// What values a place takes: names of the unit, words of the schema, words that are usual.

import type { Json, Schema } from "../schema/schema.ts";
import { plainType } from "../yaml/scalar.ts";
import { quoteIfNeeded } from "../yaml/write.ts";
import { rank, type Candidate, type CandidateKind } from "./complete-candidate.ts";
import { emptyStop } from "./complete-draft.ts";
import { dashed, isFilledIn, keyText } from "./complete-keys.ts";
import { labelsFor } from "./complete-labels.ts";
import { namesFor } from "./complete-names.ts";
import type { Place, Spot } from "./complete-place.ts";
import { values, wordsAt } from "./complete-words.ts";
import { keysBeside, type KeySlot } from "../yaml/cursor.ts";

/** A value as JSON has it, and what is said of it. */
interface Offer {
  readonly value: string | number | boolean;
  readonly kind: CandidateKind;
  readonly note: string;
}

export interface ValueStyle {
  readonly isFlow: boolean;
  /** Put before the value: a dash where the value begins a new item. */
  readonly before?: string;
  readonly after?: string;
  /** Items that stand beside it. */
  readonly taken?: ReadonlySet<string>;
}

/** Values of the key, or items of the list, that the spot is at. `schema` is that of the value itself. */
export function valueCandidates(place: Place, spot: Spot, schema: Schema | undefined, style: ValueStyle): readonly Candidate[] {
  return offersFor(place, spot, schema)
    .filter(({ value }) => !style.taken?.has(String(value)))
    .map((offer, i) => {
      const { before = "", after = "" } = style;
      const text = `${before}${written(offer.value, schema, place, style.isFlow)}${after}`;
      const { cursor } = place;
      const filter =
        before === "- " ? dashed(place, String(offer.value)) : cursor.quote || before !== "" ? text : String(offer.value);
      return {
        kind: offer.kind,
        label: offer.value === "" ? '""' : String(offer.value),
        insert: [text],
        filter,
        note: offer.note,
        rank: rank.first + i / 1000,
      };
    });
}

/** Labels and other keys that a map without a schema of its keys is known to hold: with their value where that is known. */
export function entryCandidates(place: Place, slot: KeySlot, spot: Spot): readonly Candidate[] {
  const taken = keysBeside(slot);
  const isFilled = isFilledIn(place, slot);
  const isFlow = slot.pair.parent.flow;
  return (labelsFor(place, spot) ?? [])
    .filter(({ key }) => !taken.has(key))
    .flatMap(({ key, values: known, note }, i): Candidate[] => {
      const name = keyText(key, place, slot);
      const base = { kind: "key" as const, filter: place.cursor.quote ? name : key, note, rank: rank.usual + i / 1000 };
      if (isFilled) return [{ ...base, label: key, insert: [name] }];
      const whole = known.slice(0, MOST_VALUES).map((value, j) => ({
        ...base,
        kind: "name" as const,
        label: `${key}: ${value}`,
        insert: [`${name} ${written(value, undefined, place, isFlow)}`],
        rank: base.rank + j / 1e5,
      }));
      if (whole.length > 0) return whole;
      const empty = place.isJson ? ['"', emptyStop, '"'] : [emptyStop];
      return [{ ...base, label: key, insert: [`${name} `, ...empty], asksAgain: !place.isJson }];
    });
}

const MOST_VALUES = 8;

function offersFor(place: Place, spot: Spot, schema: Schema | undefined): readonly Offer[] {
  const found = new Map<string, Offer>();
  const add = (value: Json, kind: CandidateKind, note: string) => {
    if (value === null || typeof value === "object" || found.has(String(value))) return;
    found.set(String(value), { value, kind, note });
  };
  for (const { name, note } of namesFor(place, spot) ?? []) add(name, "name", note);
  for (const value of labelValues(place, spot)) add(value, "name", "");
  const words = wordsAt(values, [spot.kind?.kind ?? "", ...spot.keys]).map((word) => typed(word, schema));
  // What is usual comes first, where the schema knows it.
  const ordered = schema?.enum && [...words.filter((word) => schema.enum!.includes(word)), ...schema.enum];
  for (const value of ordered ?? []) add(value, "constant", equal(value, schema?.default) ? "default" : "");
  if (schema?.type === "boolean")
    for (const value of [true, false]) add(value, "constant", equal(value, schema.default) ? "default" : "");
  if (schema?.default !== undefined) add(schema.default, "value", "default");
  if (!schema?.enum) for (const word of words) add(word, "value", "");
  return [...found.values()];
}

/** The values that a label is known with. */
function labelValues(place: Place, spot: Spot): readonly string[] {
  const key = spot.keys.at(-1);
  const around = { ...spot, keys: spot.keys.slice(0, -1) };
  return labelsFor(place, around)?.find((label) => label.key === key)?.values ?? [];
}

function equal(a: Json, b: Json | undefined): boolean {
  return a === b;
}

/** A number where the field takes one. */
function typed(word: string, schema: Schema | undefined): string | number {
  const isNumber = plainType(word) === "int" && ["integer", "number", "int-or-string", "quantity"].includes(schema?.type ?? "");
  return isNumber ? Number(word) : word;
}

function written(
  value: string | number | boolean,
  schema: Schema | undefined,
  { cursor, isJson }: Place,
  isFlow: boolean,
): string {
  if (typeof value !== "string" && schema?.type !== "string") return String(value);
  const quotes = isJson || cursor.quote === '"' ? "double" : cursor.quote === "'" ? "single" : "plain";
  return quoteIfNeeded(String(value), { flow: isFlow, quotes });
}

/** The texts of other items of a list. */
export function itemsBeside(
  items: readonly { readonly kind: string; readonly value?: unknown }[],
  self?: unknown,
): ReadonlySet<string> {
  return new Set(items.flatMap((item) => (item !== self && item.kind === "scalar" ? [String(item.value)] : [])));
}
