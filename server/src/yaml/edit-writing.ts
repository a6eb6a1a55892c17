// What the writers of block and flow collections share: the plan on its document, and text edits put in order.

import type { TextEdit } from "../base/text-edit.ts";
import type { Plan } from "./edit-plan.ts";
import type { Entry } from "./edit-read.ts";
import type { YamlDocument, YamlMap, YamlNode, YamlScalar, YamlSeq } from "./tree.ts";
import type { Layout } from "./write-layout.ts";
import { join } from "./write-piece.ts";
import type { Piece } from "./write-piece.ts";
import { quoteIfNeeded } from "./write.ts";
import type { Quotes } from "./write.ts";

export interface Writing {
  readonly document: YamlDocument;
  readonly text: string;
  readonly plan: Plan;
  readonly layout: Layout;
  /** The edits inside a node that itself stays. */
  within(node: YamlNode): Iterable<TextEdit>;
}

export type Collection = YamlMap | YamlSeq;

/** A pair or an item where it stands. */
export interface Place {
  readonly entry: Entry;
  readonly value: YamlNode;
  readonly start: number;
  readonly end: number;
}

export function replaceSpan(start: number, end: number, piece: Piece | string): TextEdit {
  const { text, placeholders } = typeof piece === "string" ? join([piece]) : piece;
  return placeholders.length > 0 ? { start, end, text, placeholders } : { start, end, text };
}

export function insertAt(offset: number, piece: Piece | string): TextEdit {
  return replaceSpan(offset, offset, piece);
}

export function removeSpan(start: number, end: number): TextEdit {
  return { start, end, text: "" };
}

/** The edit that gives the key another name in the quotes that it has. */
export function renameKey(key: YamlNode, name: string, flow: boolean): TextEdit {
  return replaceSpan(key.start, key.end, quoteIfNeeded(name, { flow, quotes: quotesOf(key) }));
}

export function quotesOf(node: YamlNode): Quotes {
  return node.kind === "scalar" && (node.style === "single" || node.style === "double") ? node.style : "plain";
}

/** The quotes that all the nodes have; plain where they differ or there are none. */
export function commonQuotes(nodes: readonly YamlNode[]): Quotes {
  const scalars = nodes.filter((node): node is YamlScalar => node.kind === "scalar");
  const [first] = scalars;
  if (!first || scalars.length < nodes.length) return "plain";
  return scalars.every((scalar) => scalar.style === first.style) ? quotesOf(first) : "plain";
}

/**
 * Puts what is added into the places of the entries at the end that are removed. So the rest is either removed or
 * appended behind the last place, never both.
 */
export function shareOut<P extends Place>(
  places: readonly P[],
  plan: Plan,
  added: readonly Piece[],
): { slots: ReadonlyMap<P, Piece>; rest: readonly Piece[] } {
  const firstFree = places.findLastIndex(({ entry }) => !plan.removed.has(entry)) + 1;
  const slots = new Map<P, Piece>();
  for (const [index, place] of places.slice(firstFree).entries()) {
    const piece = added[index];
    if (piece) slots.set(place, piece);
  }
  return { slots, rest: added.slice(slots.size) };
}

/** In the order of the text, those that touch joined to one; what changes nothing is left out. */
export function inOrder(text: string, edits: Iterable<TextEdit>): readonly TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const joined: TextEdit[] = [];
  for (const edit of sorted) {
    const last = joined.at(-1);
    if (last && edit.start <= last.end) joined[joined.length - 1] = joinEdits(last, edit);
    else joined.push(edit);
  }
  return joined.filter((edit) => edit.text !== text.slice(edit.start, edit.end));
}

/** Removed stretches may overlap. */
function joinEdits(first: TextEdit, second: TextEdit): TextEdit {
  const piece = join([asPiece(first), asPiece(second)]);
  return replaceSpan(first.start, Math.max(first.end, second.end), piece);
}

function asPiece({ text, placeholders = [] }: TextEdit): Piece {
  return { text, placeholders };
}
