// What the cursor stands at, for features that lead from one place to another.

import type { LocationLink, Position, Range } from "vscode-languageserver-types";
import type { Span } from "../base/span.ts";
import { touches } from "../base/span.ts";
import type { Mention } from "../kube/mention.ts";
import { sitesOf, type LabelSite, type SelectorSite } from "../kube/selector-sites.ts";
import { mentionsAt, placesOf, type Place, type Site } from "../workspace/graph.ts";
import { entries } from "../yaml/access.ts";
import { nodeAt } from "../yaml/node-at.ts";
import type { YamlMap, YamlPair } from "../yaml/tree.ts";
import { locate, rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";

/** A stretch of a document in some file. */
export interface Target extends Site, Span {
  /** What is shown around it. */
  readonly around: Span;
}

export type Cursor = Site & { readonly offset: number };

/** Undefined in files that hold no resources. */
export function cursorAt({ snapshot }: Engine, path: string, position: Position): Cursor | undefined {
  const file = snapshot.files.get(path);
  const kind = file && snapshot.kindOf(path);
  return file && (kind === "manifest" || kind === "kustomization") ? { path, ...locate(file, position)! } : undefined;
}

/** The name under the cursor, or the one behind the key under it. Where it may be of several kinds, one that something declares. */
export function mentionAt({ snapshot }: Engine, { path, part, offset }: Cursor): Mention | undefined {
  const found = mentionsAt({ path, part }, offset);
  const here = found.length > 0 ? found : mentionsAt({ path, part }, valueOffset(part.document, offset) ?? -1);
  if (here.length < 2) return here[0];
  return here.find(({ name }) => placesOf(snapshot, path, [name]).some(({ mention }) => mention.role === "declares")) ?? here[0];
}

/** The selector under the cursor: on one of its pairs, or on a key above them. */
export function selectorAt(cursor: Cursor): SelectorSite | undefined {
  return sitesOf(cursor.part.document).selectors.find(({ node }) => isAt(cursor, node));
}

export function labelsAt(cursor: Cursor): LabelSite | undefined {
  return sitesOf(cursor.part.document).labels.find(({ node }) => node && isAt(cursor, node));
}

/** The label key under the cursor, where it stands on one. */
export function labelKeyAt({ part, offset }: Cursor): string | undefined {
  const pair = pairAt(part.document, offset);
  return pair?.key.kind === "scalar" && pair.value.kind === "scalar" ? pair.key.value : undefined;
}

export function targetOf({ path, part, mention: { start, end, around } }: Place): Target {
  return { path, part, start, end, around };
}

/** The pair of labels or of a selector with that key, else the name of the object, else the map. */
export function labelTarget(site: Site, { resource, node }: SelectorSite | LabelSite, key: string | undefined): Target {
  const pair = key === undefined ? undefined : pairOf(node, key);
  const at = pair ?? resource.nameNode ?? node ?? resource.node;
  const end = pair ? Math.max(pair.key.end, pair.value.end) : at.end;
  return { ...site, start: at.start, end, around: resource.node };
}

export function locationOf({ client }: Engine, target: Target): { uri: string; range: Range } {
  return { uri: client.uriOf(target.path), range: rangeOf(target.part, target) };
}

export function linkTo({ client }: Engine, origin: Range, target: Target): LocationLink {
  return {
    originSelectionRange: origin,
    targetUri: client.uriOf(target.path),
    targetRange: rangeOf(target.part, covering(target.around, target)),
    targetSelectionRange: rangeOf(target.part, target),
  };
}

/** In their order, each place once. */
export function distinct(targets: readonly Target[]): readonly Target[] {
  return [...new Map(targets.map((target) => [`${target.path}:${target.part.offset + target.start}`, target])).values()];
}

/** The editor wants the selection inside of what is shown around it. */
function covering(around: Span, span: Span): Span {
  return { start: Math.min(around.start, span.start), end: Math.max(around.end, span.end) };
}

function pairOf(map: YamlMap | undefined, key: string): { start: number; end: number; key: Span; value: Span } | undefined {
  const inner = entries(map).find((entry) => entry.key === "matchLabels")?.pair.value;
  const pair = [...entries(map), ...entries(inner)].find(
    (entry) => entry.key === key && entry.pair.value.kind === "scalar",
  )?.pair;
  return pair && { start: pair.key.start, end: pair.value.end, key: pair.key, value: pair.value };
}

function isAt({ offset }: Cursor, node: YamlMap): boolean {
  if (touches(node, offset)) return true;
  const { parent } = node;
  return parent !== undefined && "colon" in parent && touches(parent.key, offset);
}

function valueOffset(document: Site["part"]["document"], offset: number): number | undefined {
  const pair = pairAt(document, offset);
  return pair && touches(pair.key, offset) && pair.value.kind === "scalar" ? pair.value.start : undefined;
}

function pairAt(document: Site["part"]["document"], offset: number): YamlPair | undefined {
  const at = nodeAt(document, offset);
  if (!at || "colon" in at) return at;
  return at.parent && "colon" in at.parent ? at.parent : undefined;
}
