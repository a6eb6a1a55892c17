// Takes entries out of block collections, line by line.

import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { blankEnd, lastBlockScalar, strayEnd, tailOf } from "./edit-block-places.ts";
import { removeSpan } from "./edit-writing.ts";
import type { Place } from "./edit-writing.ts";
import { leadingComments, lineStart, nextLineStart, opensLine, previousLineEnd } from "./write-layout.ts";

/** `column` is that of the entries. At least one of them stays. */
export function* removePlaces(
  text: string,
  places: readonly Place[],
  isRemoved: (place: Place) => boolean,
  column: number,
): Iterable<TextEdit> {
  const [first] = places;
  const last = places.at(-1);
  if (!first || !last || !places.some(isRemoved)) return;
  const firstKept = places.findIndex((place) => !isRemoved(place));
  const lastKept = places.findLastIndex((place) => !isRemoved(place));
  const isInline = !opensLine(text, first.start);
  const isTop = previousLineEnd(text, lineStart(text, first.start)) === undefined;
  const endsText = text.slice(tailOf(text, last, column + 1)).trim() === "";
  if (isInline) yield* removeInline(text, places, firstKept, column);
  for (const [index, place] of places.entries()) {
    if (!isRemoved(place) || (isInline && index < firstKept)) continue;
    const above = places.slice(0, index).findLast((other) => !isRemoved(other));
    const lines = linesOf(text, place, column, above, index === 0, endsText && index > lastKept);
    yield isTop && index < firstKept ? removeSpan(lines.start, nextLineStart(text, lines.end)) : removeLines(text, lines, above);
  }
}

/** Behind a dash the next entry moves up, or the comment above it. */
function* removeInline(text: string, places: readonly Place[], firstKept: number, column: number): Iterable<TextEdit> {
  const [first] = places;
  const removed = places[firstKept - 1];
  const kept = places[firstKept];
  if (!first || !removed || !kept) return;
  const tail = tailOf(text, removed, column + 1);
  const between = /\S/.exec(text.slice(tail, kept.start));
  yield removeSpan(first.start, between ? tail + between.index : kept.start);
}

/**
 * The lines of an entry. Comments right above it, in its own column, belong to it unless it is the first: then they may
 * speak of all. What is left below must not become a part of a block scalar `above`. Blank lines go where they would
 * stand behind others, at the start of the collection or at the end of the text.
 */
function linesOf(text: string, place: Place, column: number, above: Place | undefined, isFirst: boolean, isLast: boolean): Span {
  const line = lineStart(text, place.start);
  const start = isFirst ? line : leadingComments(text, line, column);
  const end = tailOf(text, place, column + 1);
  const scalar = above && lastBlockScalar(text, above.value);
  if (scalar === "keep") return { start, end: strayEnd(text, end, column, true) };
  const stray = scalar ? strayEnd(text, end, column, false) : end;
  if (isLast) return { start: blankStart(text, start), end: stray };
  return { start, end: isFirst || blankStart(text, start) < start ? blankEnd(text, stray) : stray };
}

/** The start of the blank lines above a line. */
function blankStart(text: string, line: number): number {
  let start = line;
  for (let end = previousLineEnd(text, start); end !== undefined; end = previousLineEnd(text, start)) {
    const above = lineStart(text, end);
    if (text.slice(above, end).trim() !== "") break;
    start = above;
  }
  return start;
}

/** The break before the lines goes with them, so that a text without one at its end has none again. But a block scalar needs its own. */
function removeLines(text: string, { start, end }: Span, above: Place | undefined): TextEdit {
  const needsBreak = end === text.length && above !== undefined && lastBlockScalar(text, above.value) !== undefined;
  return needsBreak ? removeSpan(start, end) : removeSpan(previousLineEnd(text, start) ?? start, end);
}
