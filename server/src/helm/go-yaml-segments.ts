// Follows a traced string into the YAML scalar that it was written as.

import type { Segment } from "../template/value.ts";
import type { ScalarStyle } from "./go-yaml-scalar.ts";

/**
 * Cuts `written` into pieces, each with the segment of `source` that it shows. Quotes and a block's header go with the first or
 * last piece, escapes and folds with the character that they stand for, indentation with the line.
 */
export function alignSegments(
  source: string,
  written: string,
  style: ScalarStyle,
  segments: readonly Segment[],
): readonly (readonly [string, Segment])[] {
  const pieces: [string, Segment][] = [];
  const margin = style === "literal" ? marginOf(source, written) : 0;
  let at = style === "plain" ? 0 : style === "literal" ? written.indexOf("\n") + 1 : 1;
  let from = 0;
  let index = 0;
  const last = segments.findLastIndex(({ length }) => length > 0);
  for (const [i, segment] of segments.entries()) {
    for (const end = index + segment.length; index < end; index++) at += widthOf(source, index, written, at, style, margin);
    // One without a length is a mark, and stays where it was.
    const to = i === last ? written.length : segment.length === 0 ? from : at;
    pieces.push([written.slice(from, to), segment]);
    from = to;
  }
  return pieces;
}

/** How many characters of `written`, from `at` on, stand for the source's character at `index`. */
function widthOf(source: string, index: number, written: string, at: number, style: ScalarStyle, margin: number): number {
  const c = source.charAt(index);
  if (style === "literal") return isBreak(c) || (index > 0 && !isBreak(source.charAt(index - 1))) ? 1 : margin + 1;
  const next = written.charAt(at);
  if (next === "\n") return /^\s+\\?/.exec(written.slice(at, at + 400))?.[0].length ?? 1;
  if (style === "single") return c === "'" ? 2 : 1;
  if (style === "double" && next === "\\") return c >= "\udc00" && c <= "\udfff" ? 0 : 2 + (DIGITS[written.charAt(at + 1)] ?? 0);
  // The second half of a letter that was escaped as a whole has been passed with the first.
  return style === "double" && c >= "\udc00" && c <= "\udfff" && next !== c ? 0 : 1;
}

const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Every line of a literal block that holds something is indented by as much. */
function marginOf(source: string, written: string): number {
  const lines = source.match(/[^\n\r\u0085\u2028\u2029]+/g)?.length ?? 0;
  const header = written.indexOf("\n") + 1;
  return lines === 0 ? 0 : (written.length - header - source.length) / lines;
}

function isBreak(c: string): boolean {
  return c === "\n" || c === "\r" || c === "\u0085" || c === "\u2028" || c === "\u2029";
}
