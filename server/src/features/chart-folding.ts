// What can be folded away in a template: blocks from their first action to their end, comments, and what is indented.

import { FoldingRangeKind, type FoldingRange } from "vscode-languageserver-types";
import type { Span } from "../base/span.ts";
import type { BranchNode, ListNode } from "../template/node.ts";
import { chartCursorAt } from "./chart-cursor.ts";
import { linesOf } from "./chart-view.ts";
import type { Engine } from "./engine.ts";

/** Undefined where the file is no template of a chart: the editor then folds by itself. */
export function chartFolding(engine: Engine, path: string): FoldingRange[] | undefined {
  const cursor = chartCursorAt(engine, path, { line: 0, character: 0 });
  if (!cursor?.text) return undefined;
  const { root, definitions, comments, text } = cursor.text.parsed;
  const lines = linesOf(cursor.file);
  const blocks: Span[] = [
    ...branchesIn(root, text),
    ...definitions.flatMap(({ root: list, start, end }) => [{ start, end }, ...branchesIn(list, text)]),
  ];
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  // The line with the `end` stays.
  const folds = blocks.map(({ start, end }): FoldingRange => ({ startLine: lineOf(start), endLine: lineOf(end) - 1 }));
  const said = comments.map(({ start, end }): FoldingRange => ({
    startLine: lineOf(start),
    endLine: lineOf(end),
    kind: FoldingRangeKind.Comment,
  }));
  const all = [...folds, ...said, ...indented(text)].filter(({ startLine, endLine }) => endLine > startLine);
  return [...new Map(all.map((fold) => [fold.startLine, fold])).values()].sort((a, b) => a.startLine - b.startLine);
}

function branchesIn({ nodes }: ListNode, text: string): readonly Span[] {
  return nodes.flatMap((node) => (node.kind === "if" || node.kind === "with" || node.kind === "range" ? branch(node, text) : []));
}

/** Each branch by itself: up to its `else`, and from there. */
function branch({ start, end, list, elseList }: BranchNode, text: string): readonly Span[] {
  const first = elseList?.nodes[0];
  const inner = [...branchesIn(list, text), ...(elseList ? branchesIn(elseList, text) : [])];
  if (!first) return [{ start, end }, ...inner];
  // An `else if` is a branch of its own, which may begin at its `else`.
  if (/^\{\{-?\s*else/.test(text.slice(first.start, first.start + 20))) return [{ start, end: first.start }, ...inner];
  const middle = text.lastIndexOf("{{", first.start - 1);
  const isChain = first.kind === "if" && /^\{\{-?\s*else\s+(?:if|with)\b/.test(text.slice(middle, first.start + 20));
  return [{ start, end: middle }, ...(isChain ? [] : [{ start: middle, end }]), ...inner];
}

/** Lines that are indented more than the one above them; actions between them do not count. */
function indented(text: string): readonly FoldingRange[] {
  const found: FoldingRange[] = [];
  const open: { readonly line: number; readonly indent: number }[] = [];
  let last = 0;
  const close = (indent: number) => {
    while (open.length > 0 && open.at(-1)!.indent >= indent) found.push({ startLine: open.pop()!.line, endLine: last });
  };
  for (const [line, words] of text.split("\n").entries()) {
    if (/^\s*(?:\{\{.*\}\}\s*|#.*)?$/.test(words)) continue;
    const indent = words.length - words.trimStart().length;
    close(indent);
    open.push({ line, indent });
    last = line;
  }
  close(0);
  return found;
}
