// Writes values as indented lines.

import type { YamlValue } from "./edit.ts";
import type { Layout } from "./write-layout.ts";
import { join } from "./write-piece.ts";
import type { Piece } from "./write-piece.ts";
import { isList, isShort } from "./write-value.ts";
import { fitsLiteral, isLeaf, quoteIfNeeded, writeLeaf } from "./write.ts";
import type { Quotes, ScalarPlace } from "./write.ts";

/** One pair, or several below each other. The first line has no indentation; the others stand at `column` or deeper. */
export function writePairs(pairs: Iterable<readonly [string, YamlValue]>, column: number, layout: Layout): Piece {
  const lines = [...pairs].map(([key, value]) => join([quoteIfNeeded(key), ":", writeBehindKey(value, column, layout)]));
  return join(lines, newLine(column, layout));
}

/** The same for the items of a sequence whose dashes stand at `column`. */
export function writeItems(items: readonly YamlValue[], column: number, layout: Layout, quotes: Quotes = "plain"): Piece {
  const lines = items.map((item) => join(["- ", writeInline(item, column + 2, layout, quotes)]));
  return join(lines, newLine(column, layout));
}

/** What stands behind the colon of a key at `column`, from the space or the line break on. */
export function writeBehindKey(value: YamlValue, column: number, layout: Layout): Piece {
  if (isShort(value)) return join([" ", writeShortOrLiteral(value, column, layout)]);
  const below = column + stepBelow(value, layout);
  return join([newLine(below, layout), writeLines(value, below, layout)]);
}

/** A value whose first line stands where `column` says, behind other text: an item behind its dash. */
export function writeInline(value: YamlValue, column: number, layout: Layout, quotes: Quotes = "plain"): Piece {
  return isShort(value) ? writeShortOrLiteral(value, column - 2, layout, { quotes }) : writeLines(value, column, layout);
}

/** A scalar, `{}` or `[]`. */
export function writeShort(value: YamlValue, place: ScalarPlace = {}): Piece {
  return isLeaf(value) ? writeLeaf(value, place) : join([isList(value) ? "[]" : "{}"]);
}

/** By how many columns a collection is indented below its key. */
export function stepBelow(value: YamlValue, layout: Layout): number {
  return isList(value) ? layout.seqStep : layout.mapStep;
}

export function newLine(column: number, { lineBreak }: Layout): string {
  return lineBreak + " ".repeat(column);
}

export function writeLines(value: YamlValue, column: number, layout: Layout): Piece {
  if (isLeaf(value)) return writeLeaf(value);
  return isList(value) ? writeItems(value, column, layout) : writePairs(Object.entries(value), column, layout);
}

/** `column` is that of the key or dash that owns the value. */
export function writeShortOrLiteral(value: YamlValue, column: number, layout: Layout, place: ScalarPlace = {}): Piece {
  if (typeof value !== "string" || !layout.literals || !fitsLiteral(value)) return writeShort(value, place);
  const [clip, body] = value.endsWith("\n") ? ["", value.slice(0, -1)] : ["-", value];
  const indented = body
    .split("\n")
    .map((line) => (line === "" ? layout.lineBreak : newLine(column + layout.mapStep, layout) + line));
  return join([`|${clip}`, ...indented]);
}
