// Text that is to be inserted, with the stretches the user should look at.

import type { Placeholder } from "../base/text-edit.ts";

export interface Piece {
  readonly text: string;
  /** Ascending and disjoint; offsets into `text`. */
  readonly placeholders: readonly Placeholder[];
}

/** The parts one behind the other, with `separator` between them. */
export function join(parts: readonly (Piece | string)[], separator = ""): Piece {
  let text = "";
  const placeholders: Placeholder[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) text += separator;
    if (typeof part === "string") text += part;
    else {
      for (const { start, end } of part.placeholders) placeholders.push({ start: start + text.length, end: end + text.length });
      text += part.text;
    }
  }
  return { text, placeholders };
}
