// Writes a plan's changes to block collections: lines are added, replaced and taken out.

import type { TextEdit } from "../base/text-edit.ts";
import { blockPlaces, tailOf } from "./edit-block-places.ts";
import { removePlaces } from "./edit-block-remove.ts";
import { replaceValue } from "./edit-block-value.ts";
import { isPair } from "./edit-read.ts";
import { commonQuotes, insertAt, renameKey, replaceSpan, shareOut } from "./edit-writing.ts";
import type { Collection, Place, Writing } from "./edit-writing.ts";
import type { YamlValue } from "./edit.ts";
import type { YamlNode } from "./tree.ts";
import { newLine, writeItems, writePairs } from "./write-block.ts";
import { columnOf, layoutBefore } from "./write-layout.ts";
import { join } from "./write-piece.ts";
import type { Piece } from "./write-piece.ts";

export function* editBlock(writing: Writing, collection: Collection): Iterable<TextEdit> {
  const { text, plan, layout } = writing;
  const places = blockPlaces(text, collection);
  const column = columnOf(text, places[0]?.start ?? collection.start);
  const { slots, rest } = shareOut(places, plan, addedEntries(writing, collection, places, column));
  const isRemoved = (place: Place) => plan.removed.has(place.entry) && !slots.has(place);
  for (const place of places) {
    const slot = slots.get(place);
    if (slot) yield replaceSpan(place.start, tailOf(text, place, column + 1), slot);
    else if (!isRemoved(place)) yield* editPlace(writing, place, column);
  }
  yield* removePlaces(text, places, isRemoved, column);
  const last = places.at(-1);
  if (last && rest.length > 0) {
    const lineBreak = newLine(column, layout);
    // A replaced last entry takes the comments below it with it only where they are indented deeper.
    yield insertAt(tailOf(text, last, slots.has(last) ? column + 1 : column), join([lineBreak, join(rest, lineBreak)]));
  }
}

function* editPlace(writing: Writing, place: Place, column: number): Iterable<TextEdit> {
  const { entry, value } = place;
  const name = isPair(entry) ? writing.plan.renamed.get(entry) : undefined;
  if (isPair(entry) && name !== undefined) yield renameKey(entry.key, name, false);
  const wanted = wantedValue(writing, value);
  if (wanted === undefined) yield* writing.within(value);
  else yield* replaceValue(writing, place, wanted, column, tailOf(writing.text, place, column + 1));
}

/** The new value of an entry. What is added to `{}` makes it a block, and so do maps and lists that are added to `[]`. */
export function wantedValue({ text, plan }: Writing, value: YamlNode): YamlValue | undefined {
  const replaced = plan.replaced.get(value);
  if (replaced !== undefined || (value.kind !== "map" && value.kind !== "seq")) return replaced;
  if (!value.flow || text.slice(value.start + 1, value.end - 1).trim() !== "") return undefined;
  if (value.kind === "seq") {
    const items = plan.addedItems.get(value);
    return items?.some((item) => item !== null && typeof item === "object") ? items : undefined;
  }
  const pairs = plan.addedPairs.get(value);
  return pairs && Object.fromEntries(pairs);
}

function addedEntries(
  { text, plan, layout }: Writing,
  collection: Collection,
  places: readonly Place[],
  column: number,
): readonly Piece[] {
  const pairs = collection.kind === "map" ? [...(plan.addedPairs.get(collection) ?? [])] : [];
  const items = collection.kind === "seq" ? (plan.addedItems.get(collection) ?? []) : [];
  if (pairs.length + items.length === 0) return [];
  const safe = places.reduce((found, place) => layoutBefore(text, tailOf(text, place, column), column, found), layout);
  const quotes = collection.kind === "seq" ? commonQuotes(collection.items) : "plain";
  return [
    ...pairs.map((pair) => writePairs([pair], column, safe)),
    ...items.map((item) => writeItems([item], column, safe, quotes)),
  ];
}
