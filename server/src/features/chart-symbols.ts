// The outline of a chart's file: what a template defines and which documents it writes; the keys of values.

import { SymbolKind, type DocumentSymbol } from "vscode-languageserver-types";
import type { Span } from "../base/span.ts";
import type { ChartReport } from "../place/chart-report.ts";
import { resourcesOf } from "../kube/resource.ts";
import type { SourceFile } from "../workspace/file.ts";
import { keyText } from "../yaml/access.ts";
import type { YamlNode, YamlPair } from "../yaml/tree.ts";
import { chartCursorAt, definitionName, type ChartCursor } from "./chart-cursor.ts";
import type { TemplateText } from "./chart-model.ts";
import { layersOf } from "./chart-values.ts";
import { textRange } from "./chart-view.ts";
import type { Engine } from "./engine.ts";

/** Undefined where the file belongs to no chart. Without a report documents are called by what stands in their text. */
export function chartSymbols(engine: Engine, report: ChartReport | undefined, path: string): DocumentSymbol[] | undefined {
  const cursor = chartCursorAt(engine, path, { line: 0, character: 0 });
  if (!cursor) return undefined;
  const { file, text, model } = cursor;
  if (text) return [...definitions(cursor, text), ...documents(file, text, report)].sort(byPlace);
  const isValues = layersOf(model).some((layer) => layer.file.path === path) || path.endsWith("/Chart.yaml");
  if (!isValues) return [];
  return file.parts.flatMap(({ document, offset }) => keysOf(file, document.root, offset, 0));
}

function definitions({ file }: ChartCursor, { parsed }: TemplateText): DocumentSymbol[] {
  return parsed.definitions.map(({ name, start, end }) =>
    symbol(file, name, SymbolKind.Function, { start, end }, definitionName(parsed.text, name, start)),
  );
}

/** Stretches between `---` lines that have a kind, called as they are rendered first. */
function documents(file: SourceFile, { parsed, path }: TemplateText, report: ChartReport | undefined): DocumentSymbol[] {
  const isInDefinition = (at: number) => parsed.definitions.some(({ start, end }) => start <= at && at < end);
  const rendered = report?.sets.flatMap(({ files }) => files.filter((one) => one.path === path))[0];
  const objects = rendered?.parts.flatMap(({ document }) => resourcesOf(document)) ?? [];
  const heads = [...parsed.text.matchAll(/^kind:[ \t]*(\S.*?)[ \t]*$/gm)].filter(({ index }) => !isInDefinition(index));
  return heads.map((head, i) => {
    const [start, end] = around(parsed.text, head.index);
    const written = head[1]!;
    const same = objects.filter(({ kind }) => written.includes("{{") || kind === written);
    const nth = heads.slice(0, i).filter((other) => other[1] === written).length;
    const object = same[nth];
    const name = object ? `${object.kind}/${object.name ?? "?"}` : written;
    return symbol(file, name, SymbolKind.Object, { start, end }, { start: head.index, end: head.index + head[0].length });
  });
}

function around(text: string, offset: number): readonly [number, number] {
  const before = text.lastIndexOf("\n---", offset);
  const after = text.indexOf("\n---", offset);
  return [before < 0 ? 0 : text.indexOf("\n", before + 1) + 1 || 0, after < 0 ? text.length : after + 1];
}

/** Deeper ones are seldom looked for. */
const DEEPEST = 4;

function keysOf(file: SourceFile, node: YamlNode | undefined, offset: number, depth: number): DocumentSymbol[] {
  if (node?.kind !== "map" || depth >= DEEPEST) return [];
  return node.pairs.map((pair) => {
    const children = keysOf(file, pair.value, offset, depth + 1);
    const end = Math.max(pair.value.end, pair.key.end);
    const own = symbol(
      file,
      keyText(pair) || "?",
      kindOf(pair),
      { start: offset + pair.key.start, end: offset + end },
      { start: offset + pair.key.start, end: offset + pair.key.end },
    );
    return children.length > 0 ? { ...own, children } : own;
  });
}

function kindOf({ value }: YamlPair): SymbolKind {
  if (value.kind === "map") return SymbolKind.Module;
  return value.kind === "seq" ? SymbolKind.Array : SymbolKind.Property;
}

function symbol(file: SourceFile, name: string, kind: SymbolKind, whole: Span, selected: Span): DocumentSymbol {
  return { name, kind, range: textRange(file, whole), selectionRange: textRange(file, selected) };
}

function byPlace(a: DocumentSymbol, b: DocumentSymbol): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
