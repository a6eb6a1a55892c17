// Completes values files: keys that schemas name or templates read, subcharts' keys, and what a schema allows.

import type { CompletionItem } from "vscode-languageserver-types";
import { cursorAt, keysBeside, type Cursor } from "../yaml/cursor.ts";
import { pathTo } from "../yaml/access.ts";
import type { YamlNode, YamlPair } from "../yaml/tree.ts";
import { EACH, type Step } from "../template/flow.ts";
import { partAt } from "../workspace/file.ts";
import { itemsOf, type ChartItem } from "./chart-complete-item.ts";
import { valueKeys } from "./chart-complete-keys.ts";
import type { ChartCursor } from "./chart-cursor.ts";
import { allowedAt } from "./chart-docs.ts";
import { layersOf, pathFrom, type ValuesLayer } from "./chart-values.ts";
import type { Engine } from "./engine.ts";

export function valuesItems(engine: Engine, { model, file, offset }: ChartCursor): CompletionItem[] {
  const part = partAt(file, offset);
  const cursor = part && cursorAt(part.document, offset - part.offset);
  if (!part || !cursor) return [];
  const layers = layersOf(model).filter((layer) => layer.file.path === file.path);
  const word = { start: part.offset + cursor.word.start, end: part.offset + cursor.word.end };
  const { slot } = cursor;
  if (slot.kind === "item") return [];
  const items =
    slot.kind === "key"
      ? keyItems(
          cursor,
          layers.flatMap((layer) => valueKeys(model, ownPath(layer, slot.pair.parent), { path: file.path, offset: word.start })),
          keysBeside(slot),
        )
      : layers.flatMap((layer) => valueItems(allowedAt(model, ownPath(layer, slot.node)), cursor));
  return itemsOf(engine, file, word, offset, unique(items));
}

function ownPath(layer: ValuesLayer, node: YamlNode | YamlPair): readonly Step[] {
  return pathFrom(layer, pathTo(node)).map((step) => (typeof step === "number" ? EACH : step));
}

function keyItems({ quote }: Cursor, keys: readonly ChartItem[], taken: ReadonlySet<string>): readonly ChartItem[] {
  return keys
    .filter(({ label }) => !taken.has(label))
    .map((item) => ({ ...item, insert: `${quote}${written(item.label, quote)}${quote}: ` }));
}

function written(key: string, quote: string): string {
  return quote !== "" || /^[\w./-]+$/.test(key) ? key : JSON.stringify(key);
}

function valueItems(allowed: readonly string[], { quote }: Cursor): readonly ChartItem[] {
  return allowed.map((label) => ({ label, kind: "constant", insert: `${quote}${label}${quote}` }));
}

function unique(items: readonly ChartItem[]): readonly ChartItem[] {
  return [...new Map(items.map((item) => [item.label, item])).values()];
}
