// Finds out how the flow collections around a place are written, so that what is added looks the same.

import { commonQuotes } from "./edit-writing.ts";
import type { Collection, Writing } from "./edit-writing.ts";
import { isPair } from "./edit-read.ts";
import type { YamlMap, YamlNode, YamlPair } from "./tree.ts";
import type { FlowStyle } from "./write-flow.ts";
import { indentationAt, lineStart, nodeStart, opensLine, pairStart } from "./write-layout.ts";

/** The style of the nearest flow collections that show one, from `collection` outwards; a model for what stands in them. */
export function flowStyle({ text, layout }: Writing, collection: Collection): FlowStyle {
  const around = flowAround(collection);
  const model = around.find((node): node is YamlMap => node.kind === "map" && node.pairs.length > 0);
  const keyQuotes = model ? commonQuotes(model.pairs.map(({ key }) => key)) : "plain";
  const isJson = keyQuotes === "double";
  const colon = isJson && model?.pairs.some((pair) => isTight(pair)) ? ":" : ": ";
  const quotes = isJson ? "double" : collection.kind === "seq" ? commonQuotes(collection.items) : "plain";
  const step = spreadStep(text, around, isJson);
  return {
    keyQuotes,
    quotes,
    colon,
    comma: commaStyle(text, around) ?? (colon === ":" ? "," : ", "),
    padding: model ? paddingOf(text, model) : isJson ? "" : " ",
    spread: step === undefined ? undefined : { lineBreak: layout.lineBreak, step },
  };
}

/** The collection and the flow collections that it stands in, from the inside out. */
function flowAround(collection: Collection): readonly Collection[] {
  const parent = collection.parent;
  const owner: YamlNode | undefined = parent && isPair(parent) ? parent.parent : parent;
  return owner && (owner.kind === "map" || owner.kind === "seq") && owner.flow
    ? [collection, ...flowAround(owner)]
    : [collection];
}

function isTight({ colon, value }: YamlPair): boolean {
  return value.end > value.start && value.start === colon + 1;
}

function entryStarts(collection: Collection): readonly number[] {
  return collection.kind === "map" ? collection.pairs.map(pairStart) : collection.items.map(nodeStart);
}

/** What the first two entries that share a line have between them. */
function commaStyle(text: string, around: readonly Collection[]): "," | ", " | undefined {
  for (const collection of around) {
    for (const start of entryStarts(collection).slice(1)) {
      if (opensLine(text, start)) continue;
      return text[start - 1] === "," ? "," : ", ";
    }
  }
  return undefined;
}

function paddingOf(text: string, { start, pairs: [first] }: YamlMap): string {
  const padding = first ? text.slice(start + 1, pairStart(first)) : " ";
  return /^[ \t]*$/.test(padding) ? padding : " ";
}

/**
 * The indentation that one level adds where nested collections are spread over lines: in JSON that gives each entry its
 * own line, and where the nested collections beside it do so.
 */
function spreadStep(text: string, around: readonly Collection[], isJson: boolean): string | undefined {
  const spread = around.find((collection) => isSpread(text, collection));
  const [nearest] = around.filter((collection) => entryStarts(collection).length > 0);
  if (!spread || nearest !== spread) return undefined;
  // A list of words on one line says nothing of how maps are written.
  const nested = nestedIn(spread).filter((inner) => inner.kind === "map" && inner.pairs.length > 0);
  const example = nested.at(-1);
  if (!(example ? isSpread(text, example) : isJson)) return undefined;
  const outer = indentationAt(text, spread.start);
  const inner = indentationAt(text, entryStarts(spread).at(-1) ?? spread.start);
  return inner.startsWith(outer) && inner !== outer ? inner.slice(outer.length) : "  ";
}

function isSpread(text: string, collection: Collection): boolean {
  const last = entryStarts(collection).at(-1);
  return last !== undefined && opensLine(text, last) && lineStart(text, last) > collection.start;
}

function nestedIn(collection: Collection): readonly Collection[] {
  const values = collection.kind === "map" ? collection.pairs.map(({ value }) => value) : collection.items;
  return values.filter((value): value is Collection => value.kind === "map" || value.kind === "seq");
}
