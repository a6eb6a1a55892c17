// Leads from a chart's files to what they became in a preview, and back.

import type { Location, Position, Range } from "vscode-languageserver-types";
import type { Origin, TemplateSpan } from "../base/origin.ts";
import type { ChartReport } from "../place/chart-report.ts";
import { chartMapOf, type ChartMap } from "../place/chart-map.ts";
import { valuePlace, type Scene, type SourcePlace } from "../place/place-finding.ts";
import { sourceMapOf, type Piece } from "../place/source-map.ts";
import { templatePlace } from "../place/template-place.ts";
import type { Segment } from "../template/value.ts";
import type { SourceFile } from "../workspace/file.ts";
import { pathTo } from "../yaml/access.ts";
import { nodeAt } from "../yaml/node-at.ts";
import { linesOf, textRange } from "./chart-view.ts";
import { locate } from "./convert.ts";
import type { Engine } from "./engine.ts";
import { rangeIn } from "./preview.ts";
import type { PreviewPiece, PreviewText } from "./preview-text.ts";

const MOST_RANGES = 200;

/** The lines of a preview that a place in a template or in a values file had a part in, without overlaps and in order. */
export function renderedRanges(engine: Engine, shown: PreviewText, path: string, position: Position): Range[] {
  const file = engine.snapshot.files.get(path);
  const { chart } = shown.rendered.render ?? {};
  if (!file || !chart) return [];
  const offset = linesOf(file).offsetAt({ line: position.line, column: position.character });
  const map = chartMapOf(chart);
  const find = shown.pieces.some((piece) => piece.path === path) || isTemplate(map, shown, path) ? fromTemplate : fromValues;
  const spans = shown.pieces.flatMap((piece) =>
    piece.template
      ? find(map, file, offset, position, piece)
      : piece.path === path
        ? [{ start: piece.offset + offset, end: piece.offset + offset }]
        : [],
  );
  return joined(shown, spans).slice(0, MOST_RANGES);
}

/** What wrote a place in a preview: the text of the template, then the values it was made of. */
export function sourceLocations(engine: Engine, report: ChartReport, shown: PreviewText, position: Position): Location[] {
  const { snapshot, client } = engine;
  const at = shown.lines.offsetAt({ line: position.line, column: position.character });
  const piece = shown.pieces.findLast(({ offset }) => offset <= at);
  const chart = shown.rendered.render?.chart;
  if (!piece || !chart || at > piece.offset + piece.text.length) return [];
  const scene = { files: snapshot.files, source: report.source, chart };
  const places = piece.template
    ? placesOf(scene, chartMapOf(chart), piece, at - piece.offset)
    : [{ path: piece.path, start: at - piece.offset, end: at - piece.offset }];
  return places.flatMap((place) => {
    const file = snapshot.files.get(place.path);
    return file ? [{ uri: client.uriOf(place.path), range: textRange(file, place) }] : [];
  });
}

type Place = Pick<SourcePlace, "path" | "start" | "end">;

function placesOf(scene: Scene, map: ChartMap, piece: PreviewPiece, offset: number): readonly Place[] {
  const { text, template } = piece;
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = endOfLine(text, offset);
  // In the indentation the line's first word is meant, behind its end its last.
  const first = lineStart + (/^\s*/.exec(text.slice(lineStart, lineEnd))?.[0].length ?? 0);
  const at = Math.max(first, Math.min(offset, lineEnd - 1));
  const [found] = template ? sourceMapOf(template).between(at, at + 1) : [];
  const name = found?.segment.span?.template;
  const file = name === undefined ? undefined : map.template(name);
  if (!found || !file) return [];
  const span = templatePlace(found, scene.files.get(file.path)?.text ?? file.file.text, text, at, Math.min(found.end, lineEnd));
  const values = found.segment.origins.flatMap((origin) => valuePlace(scene, map, origin, map.valuesPath(piece.name)) ?? []);
  return [...(span ? [{ path: file.path, ...span }] : []), ...values.map(({ place }) => place)];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function isTemplate(map: ChartMap, { pieces }: PreviewText, path: string): boolean {
  return pieces.some(({ template }) =>
    template?.text.trace.segments?.some(({ span }) => span && map.template(span.template)?.path === path),
  );
}

/** Stretches of the preview; in the template the cursor stands in what wrote them, or at the head of what they stand in. */
function fromTemplate(
  map: ChartMap,
  file: SourceFile,
  offset: number,
  { line }: Position,
  piece: PreviewPiece,
): readonly Stretch[] {
  const isAt = (span: TemplateSpan | undefined) =>
    span !== undefined && span.start <= offset && offset <= span.end && map.template(span.template)?.path === file.path;
  const pieces = piecesOf(piece);
  const own = pieces.filter(({ segment }) => isAt(segment.span) || segment.includes?.some(isAt));
  const exact = own.flatMap((one) => stretchOf(file, line, piece, one));
  if (exact.length > 0) return exact;
  return pieces.filter(({ segment }) => isUnder(segment, isAt)).map((one) => wholeOf(piece, one));
}

function isUnder({ region }: Segment, isAt: (span: TemplateSpan) => boolean): boolean {
  for (let at = region; at; at = at.outer) if (isAt(at.head)) return true;
  return false;
}

/** Of text without actions the line that became of the cursor's; else all of it. */
function stretchOf(
  file: SourceFile,
  line: number,
  { text, offset }: PreviewPiece,
  { segment, start, end }: Piece,
): readonly Stretch[] {
  const { span } = segment;
  const whole = wholeOf({ offset }, { start, end });
  const source = span && file.text.slice(span.start, span.end);
  if (source === undefined || source.includes("{{")) return [whole];
  const index = line - linesOf(file).positionAt(span!.start).line;
  const lines = source.split("\n");
  const written = text.slice(start, end).split("\n");
  if (index < 0 || index >= lines.length) return [whole];
  const found = lines.length === written.length ? index : nearest(written, lines[index]!.trim(), index);
  if (found === undefined || written[found]!.trim() === "") return [];
  const before = written.slice(0, found).reduce((sum, one) => sum + one.length + 1, start);
  return [{ start: offset + before, end: offset + before + written[found]!.length }];
}

function wholeOf({ offset }: Pick<PreviewPiece, "offset">, { start, end }: Stretch): Stretch {
  return { start: offset + start, end: offset + end };
}

/** Lines were cut off at the ends: the one that says the same, as near as possible. */
function nearest(lines: readonly string[], wanted: string, index: number): number | undefined {
  if (wanted === "") return undefined;
  const same = lines.flatMap((line, i) => (line.trim() === wanted ? [i] : []));
  return same.toSorted((a, b) => Math.abs(a - index) - Math.abs(b - index))[0];
}

/** What the value at the cursor, or what is below it, was printed as. */
function fromValues(_: ChartMap, file: SourceFile, __: number, position: Position, piece: PreviewPiece): readonly Stretch[] {
  const place = locate(file, position);
  const node = place && nodeAt(place.part.document, place.offset);
  const path = node ? pathTo(node) : [];
  if (path.length === 0) return [];
  const isBelow = (origin: Origin) =>
    origin.file === file.path && path.every((step, i) => String(origin.path[i]) === String(step));
  return piecesOf(piece)
    .filter(({ segment }) => segment.origins.some(isBelow))
    .map((one) => wholeOf(piece, one));
}

/** All pieces with text. */
function piecesOf({ template, text }: PreviewPiece): Piece[] {
  return template ? [...sourceMapOf(template).between(0, text.length)] : [];
}

/** Without what is only space at their ends; neighbours are one. */
function joined(shown: PreviewText, stretches: readonly Stretch[]): Range[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    const said = shown.text.slice(start, end);
    if (said.trim() === "" && end > start) continue;
    const own = { start: start + said.length - said.trimStart().length, end: start + said.trimEnd().length };
    const last = found.at(-1);
    if (last && shown.text.slice(last.end, own.start).trim() === "") last.end = Math.max(last.end, own.end);
    else found.push(own);
  }
  return found.map(({ start, end }) => rangeIn(shown, start, Math.max(start, end)));
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
