// Finds what wrote a stretch of what a template rendered.

import { memo } from "../base/memo.ts";
import type { TemplateRender } from "../helm/render.ts";
import type { Segment } from "../template/value.ts";

/** A segment and where it stands in the rendered text. */
export interface Piece {
  readonly segment: Segment;
  readonly start: number;
  readonly end: number;
}

/** Offsets are in what the template rendered. */
export interface SourceMap {
  /** The pieces with text in a stretch, in order; marks (of length 0) are not among them. */
  between(start: number, end: number): readonly Piece[];
  /** The marks from one offset to another, both inclusive: holes, and branches that wrote nothing. */
  marks(start: number, end: number): readonly Piece[];
}

export const sourceMapOf: (template: TemplateRender) => SourceMap = memo(({ text }) => {
  const segments = text.trace.segments ?? [];
  const starts = new Int32Array(segments.length + 1);
  for (const [i, { length }] of segments.entries()) starts[i + 1] = starts[i]! + length;
  const pieceAt = (i: number): Piece => ({ segment: segments[i]!, start: starts[i]!, end: starts[i + 1]! });
  return {
    between(start, end) {
      const found: Piece[] = [];
      for (let i = firstAt(starts, start); i < segments.length && starts[i]! < Math.max(end, start + 1); i++)
        if (segments[i]!.length > 0 && starts[i + 1]! > start) found.push(pieceAt(i));
      return found;
    },
    marks(start, end) {
      const found: Piece[] = [];
      for (let i = firstAt(starts, start); i < segments.length && starts[i]! <= end; i++)
        if (segments[i]!.length === 0 && starts[i]! >= start) found.push(pieceAt(i));
      return found;
    },
  };
});

/** The first index whose piece ends at the offset or behind it. */
function firstAt(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle + 1]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
