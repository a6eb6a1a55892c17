// Finds what a suppression comment covers.

import type { Span } from "../base/span.ts";
import type { YamlComment, YamlDocument, YamlNode } from "../yaml/tree.ts";

/** Findings that start in the span (its end included), in the whole file, or in the document that follows. */
export type Cover = { readonly kind: "span"; readonly span: Span } | { readonly kind: "file" | "next-document" | "nothing" };

/** The line on which a comment ends; on the `---` line, the document. */
export function lineOf(document: YamlDocument, comment: YamlComment): Cover {
  const { text, root } = document;
  let start = comment.start;
  while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start--;
  if (text.startsWith("---", start) && root) return { kind: "span", span: { start: root.start, end: root.end } };
  return { kind: "span", span: { start, end: comment.end } };
}

/**
 * The next node behind a comment and all below it: a pair with its value, or an item; above the first of all, the document.
 * A piece of a file that holds comments only speaks of the document that follows.
 */
export function nextNode({ root }: YamlDocument, comment: YamlComment): Cover {
  if (!root) return { kind: "next-document" };
  const span = root.start >= comment.end ? root : nextIn(root, comment.end);
  return span ? { kind: "span", span: { start: span.start, end: span.end } } : { kind: "nothing" };
}

/** The first pair or item that starts at or behind `at`, the outermost of those that start at one place. */
function nextIn(node: YamlNode, at: number): Span | undefined {
  if (node.kind === "map") {
    for (const { key, value } of node.pairs) {
      if (key.start >= at) return { start: key.start, end: Math.max(key.end, value.end) };
      if (value.start >= at && !isBlock(value)) return value;
      const found = value.end >= at ? nextIn(value, at) : undefined;
      if (found) return found;
    }
  } else if (node.kind === "seq") {
    for (const item of node.items) {
      if (item.start >= at) return item;
      const found = item.end >= at ? nextIn(item, at) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

function isBlock(node: YamlNode): boolean {
  return (node.kind === "map" || node.kind === "seq") && !node.flow;
}
