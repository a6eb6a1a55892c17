// Splits a file into its YAML documents.

import type { Span } from "../base/span.ts";
import { lineEnd, skipGap } from "./gap.ts";
import { findMarker } from "./marker.ts";

/**
 * The documents of a file as spans that tile its whole text. `---` and `...` at the start of a line end a document
 * wherever they stand, block scalars and quotes included (YAML 1.2.2 §9.1.2). A piece starts with its `---` line, or with
 * the directives before it, and holds the `...` line that ends it; comments and blank lines before the first `---` are a
 * piece of their own.
 */
export function splitDocuments(text: string): readonly Span[] {
  const pieces: Span[] = [];
  let start = 0;
  let afterEnd = false;
  const markers = new MarkerScan(text);
  for (let at = markers.next(); at >= 0; at = markers.next()) {
    if (text[at] === ".") {
      const end = nextLine(text, at);
      pieces.push({ start, end });
      start = end;
      afterEnd = true;
      continue;
    }
    const lineStart = text.charCodeAt(at - 1) === 0xfeff ? at - 1 : at;
    if (lineStart > start && !isPrologue(text, start, lineStart)) {
      append(pieces, text, { start, end: lineStart }, afterEnd);
      start = lineStart;
    }
    afterEnd = false;
  }
  append(pieces, text, { start, end: text.length }, afterEnd);
  return pieces;
}

/** Finds the lines that start with `---` or `...`, in the order of the text, without looking at every line. */
class MarkerScan {
  readonly #text: string;
  #dashes: number;
  #dots: number;

  constructor(text: string) {
    this.#text = text;
    this.#dashes = findMarker(text, "---", 0);
    this.#dots = findMarker(text, "...", 0);
  }

  next(): number {
    const dashes = this.#dashes;
    const dots = this.#dots;
    if (dashes >= 0 && (dots < 0 || dashes < dots)) {
      this.#dashes = findMarker(this.#text, "---", dashes + 3);
      return dashes;
    }
    if (dots >= 0) this.#dots = findMarker(this.#text, "...", dots + 3);
    return dots;
  }
}

function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  return Math.min(text.length, end + (text.startsWith("\r\n", end) ? 2 : 1));
}

/** Whether nothing but directives (with comments and blank lines among them) or a byte order mark stands there. */
function isPrologue(text: string, start: number, end: number): boolean {
  let at = skipGap(text, start);
  if (at >= end) return end - start === 1 && text[start] === "\uFEFF";
  while (at < end && text[at] === "%") at = skipGap(text, lineEnd(text, at));
  return at >= end;
}

/** Blank lines behind `...` are no document. */
function append(pieces: Span[], text: string, piece: Span, afterEnd: boolean): void {
  const last = pieces.at(-1);
  if (last && piece.start === piece.end) return;
  if (last && afterEnd && text.slice(piece.start, piece.end).trim() === "")
    pieces[pieces.length - 1] = { start: last.start, end: piece.end };
  else pieces.push(piece);
}
