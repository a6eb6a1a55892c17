// What the cursor stands at in a file of a chart: a value, a template's name, a function, a file.

import type { Position } from "vscode-languageserver-types";
import { touches, type Span } from "../base/span.ts";
import { dirname, relativeTo } from "../base/path.ts";
import type { Step } from "../template/flow.ts";
import { pathsOf } from "../template/flow.ts";
import { given, below } from "../template/flow.ts";
import { bodiesOf } from "../template/reading.ts";
import { tokenAt, tokensOf } from "../template/tokens.ts";
import { nodeAt } from "../yaml/node-at.ts";
import type { YamlPair } from "../yaml/tree.ts";
import type { SourceFile } from "../workspace/file.ts";
import type { ChartModel, TemplateText } from "./chart-model.ts";
import { chartModelAt } from "./chart-model.ts";
import { chartUsesOf } from "./chart-uses.ts";
import { layersOf, pathFrom, stepsTo } from "./chart-values.ts";
import { chartFolderOf, linesOf } from "./chart-view.ts";
import { locate } from "./convert.ts";
import type { Engine } from "./engine.ts";

/** A file of a chart, and the offset in its text. */
export interface ChartCursor {
  readonly model: ChartModel;
  readonly file: SourceFile;
  readonly offset: number;
  /** Undefined in files that are no templates. */
  readonly text: TemplateText | undefined;
}

export type Subject = Span &
  (
    | {
        readonly kind: "value";
        /** From the root's values; several where a template is included for several. */
        readonly paths: readonly (readonly Step[])[];
        /** What is written here, in a values file. */
        readonly pair: YamlPair | undefined;
        /** The name, and not the value behind it. */
        readonly isName: boolean;
      }
    | { readonly kind: "template"; readonly name: string }
    | { readonly kind: "function"; readonly name: string }
    | { readonly kind: "file"; readonly path: string }
    /** `.Release.Name`: below a chart's top, no value. */
    | { readonly kind: "object"; readonly steps: readonly string[] }
  );

export function chartCursorAt({ snapshot }: Engine, path: string, position: Position): ChartCursor | undefined {
  const file = snapshot.files.get(path);
  const folder = file && chartFolderOf(snapshot, path);
  const model = folder === undefined ? undefined : chartModelAt(snapshot, folder);
  if (!file || !model) return undefined;
  const offset = linesOf(file).offsetAt({ line: position.line, column: position.character });
  return { model, file, offset, text: model.templates.find((one) => one.path === path) };
}

export function subjectAt(cursor: ChartCursor): Subject | undefined {
  return cursor.text ? (valueUseAt(cursor) ?? nameAt(cursor, cursor.text)) : (valueUseAt(cursor) ?? keyAt(cursor));
}

function valueUseAt({ model, file, offset }: ChartCursor): Subject | undefined {
  const here = chartUsesOf(model).readings.flatMap(({ text, values }) =>
    text.path === file.path ? values.filter((use) => touches(use, offset)) : [],
  );
  const [first] = here;
  if (!first) return undefined;
  // At the dot between two names the one behind it is meant.
  const start = Math.max(...here.map((use) => use.start));
  const own = here.filter((use) => use.start === start);
  const paths = [...new Map(own.map(({ path }) => [path.join("\0"), path])).values()];
  return { kind: "value", start, end: own[0]!.end, paths, pair: undefined, isName: true };
}

function nameAt({ model, offset, file }: ChartCursor, text: TemplateText): Subject | undefined {
  const { parsed } = text;
  const bodies = bodiesOf(parsed);
  const inclusion = bodies.flatMap(({ inclusions }) => inclusions).find((one) => touches(one, offset));
  if (inclusion) return { kind: "template", name: inclusion.name, start: inclusion.start, end: inclusion.end };
  for (const { name, start } of parsed.definitions) {
    const span = definitionName(parsed.text, name, start);
    if (touches(span, offset)) return { kind: "template", name, ...span };
  }
  const read = chartUsesOf(model)
    .readings.flatMap(({ text: own, files }) => (own.path === file.path ? files : []))
    .find((one) => touches(one, offset));
  if (read) return { kind: "file", path: `${text.instance.chart.path}/${read.name}`, start: read.start, end: read.end };
  const token = tokenAt(tokensOf(parsed), offset);
  if (token?.kind === "identifier") return { kind: "function", name: token.text, start: token.start, end: token.end };
  return objectAt(cursorOf(model, text), offset);
}

interface InText {
  readonly model: ChartModel;
  readonly text: TemplateText;
}

function cursorOf(model: ChartModel, text: TemplateText): InText {
  return { model, text };
}

/** `.Release.Name`, `.Chart.Version`. */
function objectAt({ model, text }: InText, offset: number): Subject | undefined {
  const uses = chartUsesOf(model);
  for (const body of bodiesOf(text.parsed)) {
    const access = body.accesses.find((one) => touches(one, offset));
    if (!access) continue;
    for (const dot of uses.dotsOf(text, body.name))
      for (const { root, steps } of pathsOf(given(below(access.base, access.name), dot)))
        if (root.startsWith("/")) return { kind: "object", steps: steps.map(String), start: access.start, end: access.end };
  }
  return undefined;
}

/** The name in `{{ define "name" }}`. */
export function definitionName(text: string, name: string, start: number): Span {
  const at = Math.max(start, text.indexOf(name, start));
  return { start: at, end: at + name.length };
}

/** A key of a values file, or the value behind it. */
function keyAt({ model, file, offset }: ChartCursor): Subject | undefined {
  const layers = layersOf(model).filter((layer) => layer.file.path === file.path);
  if (layers.length === 0) return undefined;
  const place = partOf(file, offset);
  const at = place && nodeAt(place.part.document, place.offset);
  const pair = at && ("colon" in at ? at : at.parent && "colon" in at.parent ? at.parent : undefined);
  if (!place || !pair) return undefined;
  const isKey = touches(pair.key, place.offset);
  if (!isKey && pair.value.kind !== "scalar") return undefined;
  const span = isKey ? pair.key : pair.value;
  const paths = layers.map((layer) => pathFrom(layer, stepsTo(pair)).map((step): Step => (typeof step === "number" ? 0 : step)));
  return {
    kind: "value",
    start: place.part.offset + span.start,
    end: place.part.offset + span.end,
    paths,
    pair,
    isName: isKey,
  };
}

function partOf(file: SourceFile, offset: number) {
  const { line, column } = linesOf(file).positionAt(offset);
  return locate(file, { line, character: column });
}

/** As people call a file of the chart. */
export function shortPath({ folder }: ChartModel, path: string): string {
  return path.startsWith(`${folder}/`)
    ? relativeTo(folder, path)
    : path.startsWith(`${dirname(folder)}/`)
      ? relativeTo(dirname(folder), path)
      : path;
}
