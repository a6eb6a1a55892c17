// Completes the files of a chart: actions of templates, keys of values files, the chart's own file.

import type { CompletionItem, Position } from "vscode-languageserver-types";
import { chartCursorAt, type ChartCursor } from "./chart-cursor.ts";
import { chartFileItems } from "./chart-complete-chart.ts";
import { templateItems } from "./chart-complete-template.ts";
import { valuesItems } from "./chart-complete-values.ts";
import { layersOf } from "./chart-values.ts";
import type { Engine } from "./engine.ts";

/** Undefined where the file belongs to no chart. `trigger` is the character that asked, if one did. */
export function completeInChart(
  engine: Engine,
  path: string,
  position: Position,
  trigger?: string,
): CompletionItem[] | undefined {
  const cursor = chartCursorAt(engine, path, position);
  if (!cursor) return undefined;
  if (cursor.text) return templateItems(engine, cursor, cursor.text);
  // What these open in a template is nothing elsewhere.
  if (trigger === "." || trigger === "$" || trigger === "(")
    return isInAction(cursor) ? templateItems(engine, cursor, undefined) : [];
  if (isInAction(cursor)) return templateItems(engine, cursor, undefined);
  if (layersOf(cursor.model).some(({ file }) => file.path === path)) return valuesItems(engine, cursor);
  return /(?:^|\/)Chart\.yaml$/.test(path) ? chartFileItems(engine, cursor) : [];
}

function isInAction({ file, offset }: ChartCursor): boolean {
  const line = file.text.slice(file.text.lastIndexOf("\n", offset - 1) + 1, offset);
  return line.lastIndexOf("{{") > line.lastIndexOf("}}");
}
