// A text inside a document, as a block scalar holds it: where its characters stand outside.

import { LineIndex } from "../base/line-index.ts";
import type { YamlDocument, YamlScalar } from "../yaml/tree.ts";
import { lineIndexOf } from "./file.ts";

export interface InlineText {
  /** The offset in the document of an offset in the scalar's value. */
  outside(offset: number): number;
}

/** Undefined where lines of the value are not lines of the document: only `|` keeps them. */
export function inlineText(document: YamlDocument, node: YamlScalar): InlineText | undefined {
  if (node.style !== "literal") return undefined;
  const outer = lineIndexOf(document);
  const inner = new LineIndex(node.value);
  const first = outer.positionAt(node.start).line + 1;
  const indent = indentOf(document.text, outer, first, inner, node.value);
  if (indent === undefined) return undefined;
  return {
    outside(offset) {
      const { line, column } = inner.positionAt(offset);
      return Math.min(outer.lineStart(first + line) + indent + column, node.end);
    },
  };
}

/** How far the lines are indented, as the first that is not blank shows. */
function indentOf(text: string, outer: LineIndex, first: number, inner: LineIndex, value: string): number | undefined {
  for (let line = 0; line < inner.lineCount; line++) {
    const content = value.slice(inner.lineStart(line), inner.lineStart(line + 1)).trimEnd();
    if (content === "") continue;
    const start = outer.lineStart(first + line);
    const at = text.indexOf(content, start);
    return at >= 0 && text.slice(start, at).trim() === "" ? at - start : undefined;
  }
  return undefined;
}
