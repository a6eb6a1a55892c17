// Finds what a cursor stands at.

import { isBreak } from "./gap.ts";
import type { YamlDocument, YamlMap, YamlNode, YamlPair, YamlSeq } from "./tree.ts";

/**
 * The innermost thing at an offset: the node whose text the cursor touches; the pair where it stands behind a colon, or where
 * what is typed would become the pair's value; else the collection in which what is typed would become a key or an item.
 * In an empty line the cursor's column decides. Undefined where the document is empty or the cursor stands before its root.
 */
export function nodeAt({ text, root }: YamlDocument, offset: number): YamlNode | YamlPair | undefined {
  if (!root || offset < root.start) return undefined;
  const cursor = { text, offset, column: blankColumn(text, offset) };
  let found: YamlNode | YamlPair = root;
  for (let next = step(root, cursor); next; next = step(next, cursor)) found = next;
  return found;
}

interface Cursor {
  readonly text: string;
  readonly offset: number;
  /** The column in a line with nothing but white space; undefined where the line has more. */
  readonly column: number | undefined;
}

/** The next thing further in. */
function step(at: YamlNode | YamlPair, cursor: Cursor): YamlNode | YamlPair | undefined {
  if ("colon" in at) return stepIntoPair(at, cursor);
  if (at.kind === "map") return stepIntoMap(at, cursor);
  if (at.kind === "seq") return stepIntoSeq(at, cursor);
  return undefined;
}

function stepIntoPair({ key, value, colon }: YamlPair, { text, offset, column }: Cursor): YamlNode | undefined {
  if (offset <= key.end) return key;
  if (value.start <= offset && offset <= value.end && colon >= 0) return value;
  if (offset < value.start) return undefined;
  return column === undefined ? goesOn(value, text) : opensAt(value, text, column);
}

function stepIntoMap(map: YamlMap, cursor: Cursor): YamlPair | undefined {
  const { text, offset, column } = cursor;
  const pair = lastBefore(map.pairs, offset, ({ key }) => key.start);
  if (!pair || offset <= Math.max(pair.value.end, pair.colon)) return pair;
  if (map.flow) return isBlankBetween(text, pair.value.end, offset) && pair.value.start === pair.value.end ? pair : undefined;
  const deeper = column === undefined ? sameLine(text, pair.value.end, offset) : column > columnOf(text, map.start);
  return deeper ? pair : undefined;
}

function stepIntoSeq(seq: YamlSeq, cursor: Cursor): YamlNode | undefined {
  const { text, offset, column } = cursor;
  const item = lastBefore(seq.items, offset, ({ start }) => start);
  if (!item || offset <= item.end) return item;
  if (seq.flow) return undefined;
  return column === undefined ? item : opensAt(item, text, column);
}

/** The node where more of it may follow in its last line: a block collection, or brackets that are not closed. */
function goesOn(node: YamlNode, text: string): YamlNode | undefined {
  if (node.kind !== "map" && node.kind !== "seq") return undefined;
  return node.flow && "]}".includes(text[node.end - 1] ?? "") ? undefined : node;
}

/** The node where it is a block collection to which the column belongs, or something in it. */
function opensAt(node: YamlNode, text: string, column: number): YamlNode | undefined {
  const block = (node.kind === "map" || node.kind === "seq") && !node.flow;
  return block && column >= columnOf(text, node.start) ? node : undefined;
}

function isBlankBetween(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === "";
}

/** The last thing that starts at or before the offset. */
function lastBefore<T>(things: readonly T[], offset: number, startOf: (thing: T) => number): T | undefined {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const thing = things[middle];
    if (thing !== undefined && startOf(thing) <= offset) low = middle + 1;
    else high = middle;
  }
  return things[low - 1];
}

function sameLine(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isBreak(text.charCodeAt(i))) return false;
  return true;
}

function columnOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return offset - start;
}

function blankColumn(text: string, offset: number): number | undefined {
  const start = offset - columnOf(text, offset);
  let end = offset;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return text.slice(start, end).trim() === "" ? offset - start : undefined;
}
