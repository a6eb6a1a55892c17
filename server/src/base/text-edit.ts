// Replacements of stretches of a text, and how several are applied at once.

import type { Span } from "./span.ts";

/** A stretch of the inserted text that the user should look at and may overtype; offsets are into `TextEdit.text`. */
export type Placeholder = Span;

/** Replaces the span of the old text by `text`. An empty span inserts. */
export interface TextEdit extends Span {
  readonly text: string;
  /** Ascending and disjoint; absent where nothing is to be filled in. */
  readonly placeholders?: readonly Placeholder[];
}

/**
 * The text after all edits. They must be in ascending order and must not overlap
 * (two insertions at one offset are applied in the order given).
 */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let out = "";
  let at = 0;
  for (const edit of edits) {
    if (edit.start < at) throw new RangeError(`text edits overlap at offset ${edit.start}`);
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}
