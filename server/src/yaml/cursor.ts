// Finds where in a half-typed document a cursor stands: in the tree that the text would have with a name at that place.

import type { Span } from "../base/span.ts";
import { keyText } from "./access.ts";
import { nodeAt } from "./node-at.ts";
import { parseDocument } from "./parse.ts";
import type { YamlDocument, YamlNode, YamlPair, YamlScalar, YamlSeq } from "./tree.ts";
import { columnOf, lineStart, nextLineStart } from "./write-layout.ts";

/** A place in a document. Nodes are of the tree with the name: use `originalOffset` for where they stand in the document. */
export interface Cursor {
  /** The word under the cursor, its quotes included; empty where there is none. */
  readonly word: Span;
  /** Its text, without quotes. */
  readonly text: string;
  /** What it is quoted with, or begins to be. */
  readonly quote: "" | '"' | "'";
  /** Of the word, from 0. */
  readonly column: number;
  readonly slot: KeySlot | ValueSlot | ItemSlot;
  /** With the name; of an item's slot without the word. */
  readonly document: YamlDocument;
  /** A comma must follow, since the next entry of the `{ … }` or `[ … ]` stands behind the word. */
  readonly needsComma: boolean;
  originalOffset(offset: number): number;
}

export interface KeySlot {
  readonly kind: "key";
  readonly pair: YamlPair;
  /** A `:` stands behind the word. */
  readonly closed: boolean;
  /** It is all there is in its place, and so may be a value or the first item of a list as well. */
  readonly isLone: boolean;
  /** The pair before it in a column where also an item of its list could stand. */
  readonly before: YamlPair | undefined;
}

export interface ValueSlot {
  readonly kind: "value";
  readonly node: YamlScalar;
}

/** A line in which another item of a list can begin. */
export interface ItemSlot {
  readonly kind: "item";
  readonly seq: YamlSeq;
}

/**
 * Undefined where no word of ours can stand: in comments and texts of several words, where tabs indent the line, in a column in
 * which nothing can begin.
 */
export function cursorAt(document: YamlDocument, offset: number): Cursor | undefined {
  const text = narrowed(document, offset);
  const start = lineStart(text, offset);
  const word = wordAround(text, offset, start);
  const before = text.slice(start, word.start);
  if (/^\s*\t/.test(before)) return undefined;
  const isAlone = /^ *(?:- +)*$/.test(before) && /^[ \t]*(?:[ \t]#|[\r\n]|$)/.test(text.slice(word.end, word.end + LONGEST_LINE));
  const column = word.start - start;
  // Another entry behind the cursor is how JSON looks while a line is added to it.
  const mayNeedComma =
    /[,{[]\s*$/.test(text.slice(Math.max(0, start - LONGEST_LINE), word.start)) &&
    nextEntry.test(text.slice(word.end, word.end + LONGEST_LINE));
  const comma = { tail: isAlone ? ": ~," : ",", needsComma: true };
  const tails = [...(mayNeedComma ? [comma] : []), { tail: isAlone ? ":" : "", needsComma: false }];
  const written = text.slice(word.start, word.end);
  const quote = written.startsWith('"') ? '"' : written.startsWith("'") ? "'" : "";
  const base = { word, text: quote ? written.slice(1, written.endsWith(quote) && written.length > 1 ? -1 : undefined) : written };
  let wordless: YamlDocument | undefined;
  // The text without the word: a name may not break what is sound.
  const withoutWord = () =>
    (wordless ??= parseDocument(text.slice(0, word.start) + " ".repeat(word.end - word.start) + text.slice(word.end)));
  for (const { tail, needsComma } of tails) {
    const name = `${quote}${NAME}${quote}${tail}`;
    const named = parseDocument(text.slice(0, word.start) + name + text.slice(word.end));
    const slot = slotIn(named, word.start, column, isAlone);
    if (!slot || (needsComma && (!isFlow(slot) || named.problems.length > 0))) continue;
    if (named.problems.length > 0 && named.problems.length > withoutWord().problems.length) continue;
    const shift = name.length - (word.end - word.start);
    const originalOffset = (at: number) => (at <= word.start ? at : Math.max(word.start, at - shift));
    return { ...base, quote, column, slot, document: named, needsComma, originalOffset };
  }
  const seq = isAlone ? listAt(withoutWord(), word.start, column) : undefined;
  return (
    seq && {
      ...base,
      quote,
      column,
      slot: { kind: "item", seq },
      document: withoutWord(),
      needsComma: false,
      originalOffset: same,
    }
  );
}

/** Of a long list of objects only the one at the cursor is read again: the lines of the others are blank. */
function narrowed({ text, root }: YamlDocument, offset: number): string {
  if (text.length < LONG || root?.kind !== "map") return text;
  const list = root.pairs.findLast(({ key }) => key.start <= offset)?.value;
  if (list?.kind !== "seq" || list.flow || list.items.length < 2) return text;
  const at = Math.max(
    0,
    list.items.findLastIndex(({ start }) => start <= offset),
  );
  const [first, own, next] = [list.items[0]!, list.items[at]!, list.items[at + 1]].map(
    (item) => item && lineStart(text, item.start),
  );
  const after = next === undefined ? undefined : nextLineStart(text, list.end);
  const edges = [first!, own!, ...(next === undefined ? [] : [next])];
  if (offset < own! || edges.some((edge) => !/^ *- /.test(text.slice(edge, edge + LONGEST_LINE)))) return text;
  const tail = next === undefined ? text.slice(own) : text.slice(own, next) + blank(after! - next) + text.slice(after);
  return text.slice(0, first) + blank(own! - first!) + tail;
}

const LONG = 50_000;

function blank(length: number): string {
  return length > 0 ? `${" ".repeat(length - 1)}\n` : "";
}

/** Put in the place of the word, so that there always is one. */
const NAME = "kube-clinic-cursor";

const LONGEST_LINE = 400;

const nextEntry = /^\s*["'\w[{]/;

const wordCharacter = /[\w./@*%+$~-]/;

/** A quote before the word, and the same one behind it, belong to it; so does a dash that is all there is in its line. */
function wordAround(text: string, offset: number, line: number): Span {
  let start = offset;
  let end = offset;
  while (start > line && isWord(text, start - 1)) start--;
  while (isWord(text, end)) end++;
  // A dash with a blank behind it opens an item.
  if (text[start] === "-" && /^$|\s/.test(text[start + 1] ?? "") && (end > start + 1 || !isAtEnd(text, offset)))
    start = Math.min(offset, start + 1);
  const quote = text[start - 1];
  if (start === line || (quote !== '"' && quote !== "'")) return { start, end };
  return { start: start - 1, end: text[end] === quote ? end + 1 : end };
}

function isWord(text: string, at: number): boolean {
  const character = text[at] ?? "";
  return wordCharacter.test(character) || (character === ":" && wordCharacter.test(text[at + 1] ?? ""));
}

function isAtEnd(text: string, offset: number): boolean {
  return offset === text.length || text[offset] === "\n" || text[offset] === "\r";
}

function slotIn(
  { text, root, problems }: YamlDocument,
  at: number,
  column: number,
  isAlone: boolean,
): KeySlot | ValueSlot | undefined {
  const node = root && nameAt(root, at);
  if (!node || problems.some((problem) => problem.start <= at && at < problem.end)) return undefined;
  const { parent } = node;
  if (!parent || !("colon" in parent) || parent.key !== node) return { kind: "value", node };
  const map = parent.parent;
  if (!map.flow && columnOf(text, map.start) !== column) return undefined;
  const isLone = isAlone && map.pairs.length === 1 && text[map.start] !== "{";
  const before = map.flow || !isAlone ? undefined : map.pairs[map.pairs.indexOf(parent) - 1];
  return {
    kind: "key",
    pair: parent,
    closed: parent.colon >= 0 && !isAlone,
    isLone,
    before: before && holdsItemsAt(before, text, column) ? before : undefined,
  };
}

/** Nothing, or a list whose dashes stand below the key. */
function holdsItemsAt({ value }: YamlPair, text: string, column: number): boolean {
  if (value.kind === "scalar") return value.style === "plain" && value.value === "";
  return value.kind === "seq" && !value.flow && columnOf(text, value.start) === column;
}

function isFlow(slot: KeySlot | ValueSlot): boolean {
  if (slot.kind === "key") return slot.pair.parent.flow;
  const { parent } = slot.node;
  return parent !== undefined && ("colon" in parent ? parent.parent.flow : parent.flow);
}

function nameAt(node: YamlNode, start: number): YamlScalar | undefined {
  if (node.kind === "scalar") return node.value === NAME && node.start === start ? node : undefined;
  if (node.kind === "alias") return undefined;
  for (const part of node.kind === "map" ? node.pairs : node.items) {
    const [first, last] = "colon" in part ? [part.key, part.value] : [part, part];
    if (first.start > start || last.end < start) continue;
    const found = "colon" in part ? (nameAt(part.key, start) ?? nameAt(part.value, start)) : nameAt(part, start);
    if (found) return found;
  }
  return undefined;
}

/** The list whose dashes stand in the column. */
function listAt(document: YamlDocument, offset: number, column: number): YamlSeq | undefined {
  let at = nodeAt(document, offset);
  while (at && ("colon" in at || at.kind !== "seq")) at = at.parent;
  if (!at || at.flow || columnOf(document.text, at.start) !== column) return undefined;
  const below = /^[^\r\n]*(?:[\r\n]+ *(?:#[^\r\n]*)?)*?[\r\n]+( *)[^\s#]/.exec(document.text.slice(offset));
  if (below && below[1]!.length > column) return undefined;
  // A dash within an item would take what stands below it.
  return at.items.some(({ start, end }) => start < offset && offset < end) ? undefined : at;
}

function same(offset: number): number {
  return offset;
}

/** The keys that stand beside the one in the slot. */
export function keysBeside({ pair }: KeySlot): ReadonlySet<string> {
  return new Set(pair.parent.pairs.filter((other) => other !== pair).map((other) => keyText(other) ?? ""));
}
