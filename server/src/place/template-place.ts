// Finds the text of a template that wrote a character of what it rendered.

import type { Span } from "../base/span.ts";
import type { Piece } from "./source-map.ts";

/**
 * The stretch of the template's text for `offset` to `end` of the rendered text, on one line. `template` is the template's whole
 * text, `rendered` what came out. Of an action it is the action; of text the line that it stands in, found by what it says: it
 * may have been indented, and cut at its ends, since.
 */
export function templatePlace(piece: Piece, template: string, rendered: string, offset: number, end: number): Span | undefined {
  const { span } = piece.segment;
  if (!span || span.end > template.length) return undefined;
  const source = template.slice(span.start, span.end);
  if (source.startsWith("{{") || source.includes("}}")) return firstLine(template, span);
  const line = lineOf(rendered, piece, offset);
  const at = span.start + findLine(source, rendered.slice(piece.start, piece.end), line);
  const text = lineText(template, at);
  const skipped = rendered.slice(line.start, offset).trimStart().length;
  const start = Math.min(at + indentOf(text) + skipped, at + text.length);
  const wanted = Math.min(end, line.end) - offset;
  const stop = Math.min(start + Math.max(1, wanted), at + text.length, span.end);
  return start < stop ? { start, end: stop } : firstLine(template, { start: at, end: at + text.length });
}

/** The line of the rendered text that holds the offset, as far as the piece has it. */
function lineOf(rendered: string, piece: Piece, offset: number): Span & { readonly index: number } {
  const start = Math.max(piece.start, rendered.lastIndexOf("\n", offset - 1) + 1);
  const next = rendered.indexOf("\n", offset);
  const end = Math.min(piece.end, next < 0 ? rendered.length : next);
  let index = 0;
  for (let at = rendered.indexOf("\n", piece.start); at >= 0 && at < start; at = rendered.indexOf("\n", at + 1)) index++;
  return { start, end, index };
}

/** The offset in `source` at which the line starts that was rendered as the `line`th of `written`. */
function findLine(source: string, written: string, line: Span & { readonly index: number }): number {
  const sources = source.split("\n");
  const lines = written.split("\n");
  const index = sources.length === lines.length ? line.index : Math.max(0, matchingLine(sources, lines, line.index));
  return sources.slice(0, index).reduce((sum, text) => sum + text.length + 1, 0);
}

/** Lines were cut off at the ends: the rest still stands in the same order. */
function matchingLine(sources: readonly string[], lines: readonly string[], index: number): number {
  const wanted = lines[index]!.trim();
  const shifts = sources.map((_, shift) => shift - index).filter((shift) => sources[index + shift]?.trim() === wanted);
  const score = (shift: number) => lines.filter((text, i) => sources[i + shift]?.trim() === text.trim()).length;
  const best = shifts.toSorted((a, b) => score(b) - score(a))[0];
  return best === undefined ? sources.findIndex((text) => text.trim() !== "") : index + best;
}

function lineText(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(at, end < 0 ? text.length : end);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function firstLine(text: string, { start, end }: Span): Span {
  const stop = text.indexOf("\n", start);
  return { start, end: stop < 0 || stop > end ? end : stop };
}
