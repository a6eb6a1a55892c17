// Writes a plan's changes to flow collections, on one line or over many.

import type { TextEdit } from "../base/text-edit.ts";
import { flowStyle } from "./edit-flow-style.ts";
import { isPair } from "./edit-read.ts";
import { insertAt, quotesOf, removeSpan, renameKey, replaceSpan, shareOut } from "./edit-writing.ts";
import type { Collection, Place, Writing } from "./edit-writing.ts";
import type { YamlValue } from "./edit.ts";
import { lineEnd, skipGap } from "./gap.ts";
import { writeFlow, writeFlowPair } from "./write-flow.ts";
import type { FlowStyle } from "./write-flow.ts";
import {
  indentationAt,
  leadingComments,
  lineStart,
  opensLine,
  pairEnd,
  pairStart,
  previousLineEnd,
  propertiesEnd,
  nodeStart,
} from "./write-layout.ts";
import { join } from "./write-piece.ts";
import type { Piece } from "./write-piece.ts";

/** A place and the comma behind it, or -1. */
interface FlowPlace extends Place {
  readonly comma: number;
}

export function* editFlow(writing: Writing, collection: Collection): Iterable<TextEdit> {
  const { text, plan } = writing;
  const style = flowStyle(writing, collection);
  const places = flowPlaces(text, collection);
  const last = places.at(-1);
  const added = addedEntries(writing, collection, style, last);
  if (!last) return yield* fillEmpty(text, collection, style, added);
  const { slots, rest } = shareOut(places, plan, added);
  const isRemoved = (place: FlowPlace) => plan.removed.has(place.entry) && !slots.has(place);
  for (const place of places) {
    const slot = slots.get(place);
    if (slot) yield replaceSpan(place.start, place.end, slot);
    else if (!isRemoved(place)) yield* editPlace(writing, place, style);
  }
  yield* removePlaces(text, places, isRemoved);
  if (rest.length > 0) yield* append(writing, last, rest, style);
}

function addedEntries(
  { text, plan }: Writing,
  collection: Collection,
  style: FlowStyle,
  last: Place | undefined,
): readonly Piece[] {
  const indentation = indentationAt(text, last?.start ?? collection.start) + (last ? "" : (style.spread?.step ?? ""));
  if (collection.kind === "seq")
    return (plan.addedItems.get(collection) ?? []).map((item) => writeFlow(item, style, indentation));
  return [...(plan.addedPairs.get(collection) ?? [])].map(([key, value]) => writeFlowPair(key, value, style, indentation));
}

function* fillEmpty(
  text: string,
  { kind, start, end }: Collection,
  style: FlowStyle,
  added: readonly Piece[],
): Iterable<TextEdit> {
  const padding = kind === "map" ? style.padding : "";
  if (text.slice(start + 1, end - 1).trim() !== "") yield insertAt(end - 1, join([padding, join(added, style.comma), padding]));
  else if (style.spread) {
    const outer = style.spread.lineBreak + indentationAt(text, start);
    const inner = outer + style.spread.step;
    yield replaceSpan(start + 1, end - 1, join([inner, join(added, "," + inner), outer]));
  } else yield replaceSpan(start + 1, end - 1, join([padding, join(added, style.comma), padding]));
}

/** Behind the last entry: on lines of their own where it has one, a comma at the end kept. */
function* append({ text, layout }: Writing, last: FlowPlace, added: readonly Piece[], style: FlowStyle): Iterable<TextEdit> {
  if (!hasOwnLine(text, last)) return yield insertAt(last.end, join(["", ...added], style.comma));
  const line = layout.lineBreak + indentationAt(text, last.start);
  const closing = last.comma >= 0 ? "," : "";
  if (!closing) yield insertAt(last.end, ",");
  yield insertAt(lineEnd(text, behind(last)), join([line, join(added, "," + line), closing]));
}

function* editPlace(writing: Writing, { entry, value, start }: FlowPlace, style: FlowStyle): Iterable<TextEdit> {
  const name = isPair(entry) ? writing.plan.renamed.get(entry) : undefined;
  if (isPair(entry) && name !== undefined) yield renameKey(entry.key, name, true);
  const wanted = writing.plan.replaced.get(value);
  if (wanted === undefined) yield* writing.within(value);
  else yield replaceInFlow(writing.text, value, wanted, style, indentationAt(writing.text, start));
}

function replaceInFlow(text: string, value: Place["value"], wanted: YamlValue, style: FlowStyle, indentation: string): TextEdit {
  const quotes = quotesOf(value);
  const piece = writeFlow(wanted, quotes === "plain" ? style : { ...style, quotes }, indentation);
  const needsSpace = value.start === value.end && /\S/.test(text[value.start - 1] ?? "");
  return replaceSpan(value.start, value.end, needsSpace ? join([" ", piece]) : piece);
}

function* removePlaces(text: string, places: readonly FlowPlace[], isRemoved: (place: FlowPlace) => boolean): Iterable<TextEdit> {
  const lastKept = places.findLastIndex((place) => !isRemoved(place));
  for (const [index, place] of places.entries()) {
    if (!isRemoved(place)) continue;
    if (hasOwnLine(text, place)) yield removeLines(text, place, index > 0);
    else if (index < lastKept) yield removeWithComma(text, place, places[index + 1], index === 0);
    else yield removeBehindComma(text, place, places[index - 1]);
  }
  const kept = places[lastKept];
  const endsWithComma = (places.at(-1)?.comma ?? -1) >= 0;
  if (kept && lastKept < places.length - 1 && !endsWithComma) yield removeSpan(kept.comma, kept.comma + 1);
}

function removeLines(text: string, place: FlowPlace, withComments: boolean): TextEdit {
  const line = lineStart(text, place.start);
  const top = withComments ? leadingComments(text, line, indentationAt(text, line).length) : line;
  return removeSpan(previousLineEnd(text, top) ?? top, lineEnd(text, behind(place)));
}

/** Others follow: up to the next one, unless that stands on another line. */
function removeWithComma(text: string, place: FlowPlace, next: FlowPlace | undefined, isFirst: boolean): TextEdit {
  const gap = text.slice(place.comma + 1, next?.start);
  const joins = gap.trim() === "" && (isFirst || !/[\r\n]/.test(gap));
  if (next && joins) return removeSpan(place.start, next.start);
  return removeSpan(opensLine(text, place.start) ? place.start : blankStart(text, place.start), place.comma + 1);
}

/** None that stays follows: from the comma before it, unless a comment stands between. */
function removeBehindComma(text: string, place: FlowPlace, before: FlowPlace | undefined): TextEdit {
  const from = before ? before.comma + 1 : place.start;
  const joins = text.slice(from, place.start).trim() === "";
  return removeSpan(joins ? from : place.start, behind(place));
}

function blankStart(text: string, at: number): number {
  while (text[at - 1] === " " || text[at - 1] === "\t") at--;
  return at;
}

/** Whether nothing but white space, its comma and a comment shares the entry's lines. */
function hasOwnLine(text: string, place: FlowPlace): boolean {
  const rest = text.slice(behind(place), lineEnd(text, behind(place)));
  return opensLine(text, place.start) && /^\s*(?:$|#)/.test(rest);
}

/** The offset behind the entry and its comma. */
function behind({ end, comma }: FlowPlace): number {
  return comma < 0 ? end : comma + 1;
}

export function flowPlaces(text: string, collection: Collection): readonly FlowPlace[] {
  const places: readonly Place[] =
    collection.kind === "map"
      ? collection.pairs.map((pair) => ({ entry: pair, value: pair.value, start: pairStart(pair), end: pairEnd(pair) }))
      : collection.items.map((item) => ({
          entry: item,
          value: item,
          start: nodeStart(item),
          end: Math.max(item.end, propertiesEnd(item)),
        }));
  return places.map((place) => {
    const comma = skipGap(text, place.end);
    return { ...place, comma: text[comma] === "," ? comma : -1 };
  });
}
