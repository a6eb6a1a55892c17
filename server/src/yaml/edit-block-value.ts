// Writes a new value behind a key or dash of a block collection, in place of what stands there.

import type { TextEdit } from "../base/text-edit.ts";
import { isPair } from "./edit-read.ts";
import { insertAt, quotesOf, removeSpan, replaceSpan } from "./edit-writing.ts";
import type { Place, Writing } from "./edit-writing.ts";
import type { YamlValue } from "./edit.ts";
import { lineEnd } from "./gap.ts";
import type { YamlNode } from "./tree.ts";
import { newLine, writeBehindKey, writeInline, writeShort, writeShortOrLiteral } from "./write-block.ts";
import type { Layout } from "./write-layout.ts";
import { layoutBefore, lineStart, opensLine, previousLineEnd, propertiesEnd } from "./write-layout.ts";
import { join } from "./write-piece.ts";
import type { Piece } from "./write-piece.ts";
import { isShort } from "./write-value.ts";

/** A value in two parts: what stands on the line of its key or dash, before a comment there; and the lines below. */
interface Written {
  readonly head: Piece;
  readonly body: Piece;
}

/** `column` is that of the key or dash, `tail` the end of the old value's lines. Comments behind the key and the value stay. */
export function* replaceValue(
  writing: Writing,
  place: Place,
  wanted: YamlValue,
  column: number,
  tail: number,
): Iterable<TextEdit> {
  const { text } = writing;
  const { value } = place;
  const behind = Math.max(isPair(place.entry) ? place.entry.colon + 1 : place.start + 1, propertiesEnd(value));
  const layout = layoutBefore(text, place.end, column, writing.layout);
  const { head, body } = writeParts(text, place, wanted, column, layout);
  const isBlock = (value.kind === "map" || value.kind === "seq") && !value.flow;
  if (isBlock && lineStart(text, value.start) !== lineStart(text, behind)) {
    if (head.text !== "") yield insertAt(behind, join([" ", head]));
    yield replaceSpan(lineEnd(text, behind), tail, body);
  } else if (isBlock) {
    yield replaceSpan(value.start, tail, join([head, body]));
  } else {
    yield* replaceToken(text, value, behind, head);
    // A block scalar's lines must not go on behind blank lines that the old one kept.
    if (body.text !== "") yield insertAt(head.text === "" ? tail : lineEnd(text, value.end), body);
  }
}

/** Replaces a scalar, an alias or a flow collection; of a block scalar the header, and its lines go. */
function* replaceToken(text: string, value: YamlNode, behind: number, head: Piece): Iterable<TextEdit> {
  const { start, end } = value;
  const isBlockScalar = value.kind === "scalar" && (value.style === "literal" || value.style === "folded");
  const tokenEnd = isBlockScalar ? start + (/^[|>][-+1-9]*/.exec(text.slice(start, start + 3))?.[0].length ?? 0) : end;
  if (head.text === "") {
    const before = opensLine(text, start) ? previousLineEnd(text, lineStart(text, start)) : behind;
    yield removeSpan(Math.max(before ?? behind, behind), tokenEnd);
  } else if (start === end) yield insertAt(start, join([" ", head]));
  else yield replaceSpan(start, tokenEnd, head);
  if (tokenEnd < end) yield removeSpan(Math.min(lineEnd(text, tokenEnd), end), end);
}

function writeParts(text: string, { entry, value, end }: Place, wanted: YamlValue, column: number, layout: Layout): Written {
  const quotes = quotesOf(value);
  if (isShort(wanted))
    return split(quotes === "plain" ? writeShortOrLiteral(wanted, column, layout) : writeShort(wanted, { quotes }));
  if (isPair(entry)) return { head: join([]), body: writeBehindKey(wanted, column, layout) };
  return writeItemParts(wanted, column, layout, text.slice(end, lineEnd(text, end)).trim() === "");
}

/** Lines cannot go on behind a comment, so a collection then begins below its dash. */
function writeItemParts(wanted: YamlValue, column: number, layout: Layout, endsLine: boolean): Written {
  const lines = writeInline(wanted, column + 2, layout);
  return endsLine ? { head: lines, body: join([]) } : { head: join([]), body: join([newLine(column + 2, layout), lines]) };
}

/** A block scalar's header, and its lines. */
function split(piece: Piece): Written {
  const at = piece.text.search(/[\r\n]/);
  if (at < 0) return { head: piece, body: join([]) };
  return { head: join([piece.text.slice(0, at)]), body: join([piece.text.slice(at)]) };
}
