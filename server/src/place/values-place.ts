// Finds a value in the file that sets it.

import type { Span } from "../base/span.ts";
import { getPair, items } from "../yaml/access.ts";
import type { YamlDocument, YamlNode, YamlPair } from "../yaml/tree.ts";
import type { Part, SourceFile } from "../workspace/file.ts";

/** How far a path of keys and indices leads into a file. */
export interface Found {
  readonly part: Part;
  /** How many steps there are. */
  readonly depth: number;
  /** The last step's pair; undefined for an item of a list and for the root. */
  readonly pair: YamlPair | undefined;
  readonly node: YamlNode;
}

/** The deepest node along the path. A file of several documents is one of values laid over each other: the last that leads as far. */
export function findValue(file: SourceFile, path: readonly (string | number)[]): Found | undefined {
  let best: Found | undefined;
  for (const part of file.parts) {
    const found = descend(part, path);
    if (found && (!best || found.depth >= best.depth)) best = found;
  }
  return best;
}

function descend(part: Part, path: readonly (string | number)[]): Found | undefined {
  const { root } = part.document;
  if (!root) return undefined;
  let found: Found = { part, depth: 0, pair: undefined, node: root };
  for (const step of path) {
    const pair = typeof step === "string" ? getPair(found.node, step) : undefined;
    const node = typeof step === "number" ? items(found.node)?.[step] : pair?.value;
    if (!node) break;
    found = { part, depth: found.depth + 1, pair, node };
  }
  return found;
}

/** A scalar for itself, where it is written on one line; everything else by its key. Offsets in the file. */
export function spanOf({ part, pair, node }: Found): Span {
  const { document, offset } = part;
  const isScalar = node.kind === "scalar" && node.end > node.start;
  const own: Span = isScalar || !pair ? node : pair.key;
  return shifted(firstLine(document, own), offset);
}

function firstLine({ text }: YamlDocument, { start, end }: Span): Span {
  const stop = text.slice(start, end).search(/[\r\n]/);
  return { start, end: stop < 0 ? end : start + stop };
}

function shifted({ start, end }: Span, offset: number): Span {
  return { start: start + offset, end: end + offset };
}
