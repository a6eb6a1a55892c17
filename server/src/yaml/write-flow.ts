// Writes values between `{}` and `[]`.

import type { YamlValue } from "./edit.ts";
import { join } from "./write-piece.ts";
import type { Piece } from "./write-piece.ts";
import { isList, isShort } from "./write-value.ts";
import { isLeaf, quoteIfNeeded, writeLeaf } from "./write.ts";
import type { Quotes } from "./write.ts";

export interface FlowStyle {
  readonly keyQuotes: Quotes;
  readonly quotes: Quotes;
  /** What stands between a key and its value, with its white space; the same between entries on one line. */
  readonly colon: ":" | ": ";
  readonly comma: "," | ", ";
  /** The white space inside `{ }`. */
  readonly padding: string;
  /** How nested collections are laid out: each entry on its own line, indented by `step` more; or all on one line. */
  readonly spread: { readonly lineBreak: string; readonly step: string } | undefined;
}

/** `indentation` is that of the line on which the value begins. */
export function writeFlow(value: YamlValue, style: FlowStyle, indentation: string): Piece {
  if (isLeaf(value)) return writeLeaf(value, { flow: true, quotes: style.quotes });
  if (isShort(value)) return join([isList(value) ? "[]" : "{}"]);
  const inner = indentation + (style.spread?.step ?? "");
  const entries = isList(value)
    ? value.map((item) => writeFlow(item, style, inner))
    : Object.entries(value).map(([key, item]) => writeFlowPair(key, item, style, inner));
  const [open, close] = isList(value) ? ["[", "]"] : ["{", "}"];
  if (style.spread) {
    const { lineBreak } = style.spread;
    return join([open, lineBreak + inner, join(entries, "," + lineBreak + inner), lineBreak + indentation, close]);
  }
  const padding = isList(value) ? "" : style.padding;
  return join([open, padding, join(entries, style.comma), padding, close]);
}

export function writeFlowPair(key: string, value: YamlValue, style: FlowStyle, indentation: string): Piece {
  const name = quoteIfNeeded(key, { flow: true, quotes: style.keyQuotes });
  return join([name, style.colon, writeFlow(value, style, indentation)]);
}
