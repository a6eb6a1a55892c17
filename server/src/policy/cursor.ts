// Finds where in a half-typed policy file a cursor stands: in the tree that the text would have with a name at that place.

import type { Span } from "../base/span.ts";
import { parseDocument } from "../yaml/parse.ts";
import type { YamlNode, YamlPair } from "../yaml/tree.ts";
import type { MapShape, Shape } from "./shape.ts";
import { textOf } from "./values.ts";

/** A place in a document and what may stand there. */
export interface Cursor {
  /** The word under the cursor, its quotes included; empty where there is none. */
  readonly word: Span;
  /** Its text, without quotes. */
  readonly text: string;
  readonly slot: KeySlot | ValueSlot;
}

export interface KeySlot {
  readonly kind: "key";
  readonly shape: MapShape;
  /** The keys that stand beside it. */
  readonly taken: ReadonlySet<string>;
  /** Between `{` and `}`. */
  readonly flow: boolean;
  /** A `:` stands behind it. */
  readonly closed: boolean;
}

export interface ValueSlot {
  readonly kind: "value";
  readonly shape: Shape;
  /** The items that stand beside it, where it is one. */
  readonly taken: ReadonlySet<string>;
  /** On a line of its own below its key, not behind a `- `. */
  readonly below: boolean;
}

/** Undefined where the cursor is in a comment, in an unknown part of the file, or in a text of several words. */
export function cursorAt(text: string, offset: number, shape: Shape): Cursor | undefined {
  const word = wordAround(text, offset);
  const changed = text.slice(0, word.start) + NAME + text.slice(word.end);
  const { root } = parseDocument(changed);
  const node = root && scalarAt(root, word.start);
  const slot = node && slotOf(node, shape, changed);
  return slot && { word, text: text.slice(word.start, word.end).replaceAll(/["']/g, ""), slot };
}

/** Put in the place of the word, so that there always is one. */
const NAME = "kube-clinic-cursor";

const wordCharacter = /[\w./@*-]/;

/** A quote before the word, and the same one behind it, belong to it. */
function wordAround(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && wordCharacter.test(text[start - 1] ?? "")) start--;
  // A dash with a blank behind it opens an item.
  if (text[start] === "-" && /^$|\s/.test(text[start + 1] ?? "")) start = Math.min(offset, start + 1);
  while (wordCharacter.test(text[end] ?? "")) end++;
  const quote = text[start - 1];
  if (quote !== '"' && quote !== "'") return { start, end };
  return { start: start - 1, end: text[end] === quote ? end + 1 : end };
}

function scalarAt(node: YamlNode, start: number): YamlNode | undefined {
  if (node.kind === "scalar") return node.start === start && node.value === NAME ? node : undefined;
  if (node.kind === "alias") return undefined;
  for (const part of node.kind === "map" ? node.pairs.flatMap(({ key, value }) => [key, value]) : node.items) {
    const found = part.start <= start && start <= part.end ? scalarAt(part, start) : undefined;
    if (found) return found;
  }
  return undefined;
}

function slotOf(node: YamlNode, root: Shape, text: string): Cursor["slot"] | undefined {
  const { parent } = node;
  if (parent && "colon" in parent && parent.key === node) return keySlot(parent, shapeAt(parent.parent, root));
  const shape = shapeAt(node, root);
  if (!shape) return undefined;
  const below = parent !== undefined && "colon" in parent && /[\r\n]/.test(text.slice(parent.colon, node.start));
  // `rules:` with a lone word below it reads as a text, and is about to become a map.
  if (shape.kind === "map" && (below || parent === undefined || !("colon" in parent)))
    return { kind: "key", shape, taken: new Set(), flow: false, closed: false };
  const items = parent && !("colon" in parent) ? parent.items : [];
  return { kind: "value", shape, taken: textsBeside(node, items), below };
}

function keySlot(pair: YamlPair, shape: Shape | undefined): KeySlot | undefined {
  const map = shape?.kind === "either" ? shape.map : shape;
  if (map?.kind !== "map") return undefined;
  const keys = pair.parent.pairs.map(({ key }) => key);
  return { kind: "key", shape: map, taken: textsBeside(pair.key, keys), flow: pair.parent.flow, closed: pair.colon >= 0 };
}

/** What the description says of a node. */
function shapeAt(node: YamlNode, root: Shape): Shape | undefined {
  const { parent } = node;
  if (!parent) return root;
  if (!("colon" in parent)) {
    const list = shapeAt(parent, root);
    return list?.kind === "list" ? list.item : undefined;
  }
  const owner = shapeAt(parent.parent, root);
  const map = owner?.kind === "either" ? owner.map : owner;
  if (map?.kind === "dictionary") return map.value;
  return map?.kind === "map" ? map.fields.get(textOf(parent.key) ?? "")?.shape : undefined;
}

function textsBeside(node: YamlNode, nodes: readonly YamlNode[]): ReadonlySet<string> {
  return new Set(nodes.filter((other) => other !== node).map((other) => textOf(other) ?? ""));
}
