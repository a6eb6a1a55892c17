// Finds the lines that the entries of a block collection take.

import type { Collection, Place } from "./edit-writing.ts";
import { lineEnd } from "./gap.ts";
import type { YamlNode, YamlSeq } from "./tree.ts";
import { blockTail, columnOf, indentationAt, nextLineStart, pairEnd, pairStart, propertiesEnd } from "./write-layout.ts";

/** The entries in the order of the text; an item starts at its dash. */
export function blockPlaces(text: string, collection: Collection): readonly Place[] {
  if (collection.kind === "seq") return itemPlaces(text, collection);
  return collection.pairs.map((pair) => ({ entry: pair, value: pair.value, start: pairStart(pair), end: pairEnd(pair) }));
}

function itemPlaces(text: string, seq: YamlSeq): readonly Place[] {
  const column = columnOf(text, seq.start);
  const places: Place[] = [];
  let start = seq.start;
  for (const item of seq.items) {
    const end = Math.max(item.end, propertiesEnd(item), start + 1);
    places.push({ entry: item, value: item, start, end });
    start = nextDash(text, end, column);
  }
  return places;
}

/** The dash of the next item: it opens a line at the sequence's column. */
function nextDash(text: string, at: number, column: number): number {
  for (let line = nextLineStart(text, at); line < text.length; line = nextLineStart(text, line)) {
    if (text[line + column] === "-" && indentationAt(text, line).length === column) return line + column;
  }
  return text.length;
}

/** The end of the lines that belong to the entry: comments right below it included that stand at `column` or deeper. */
export function tailOf(text: string, { value, end }: Place, column: number): number {
  return blockTail(text, lastBlockScalar(text, value) === "keep" ? blankEnd(text, end) : end, column);
}

/** The end of the comments below that are indented by more than `column`, blank lines between them or not; of the blank lines, too, if asked. */
export function strayEnd(text: string, at: number, column: number, withBlank: boolean): number {
  let end = at;
  for (let line = nextLineStart(text, at); line < text.length; line = nextLineStart(text, line)) {
    const indentation = indentationAt(text, line).length;
    const isBlankLine = lineEnd(text, line) === line + indentation;
    if (!isBlankLine && !(text[line + indentation] === "#" && indentation > column)) break;
    if (!isBlankLine || withBlank) end = lineEnd(text, line);
  }
  return end;
}

/** The end of the blank lines below the line that ends at `at`. */
export function blankEnd(text: string, at: number): number {
  return strayEnd(text, at, Infinity, true);
}

/** Whether the node ends with a block scalar, and whether that keeps the blank lines behind it as a part of it (`|+`). */
export function lastBlockScalar(text: string, node: YamlNode): "clip" | "keep" | undefined {
  if (node.kind === "scalar") {
    const header = node.style === "literal" || node.style === "folded" ? text.slice(node.start + 1, node.start + 3) : undefined;
    return header === undefined ? undefined : header.includes("+") ? "keep" : "clip";
  }
  if (node.kind === "alias" || node.flow) return undefined;
  const last = node.kind === "map" ? node.pairs.at(-1)?.value : node.items.at(-1);
  return last && lastBlockScalar(text, last);
}
