// How a document is laid out: its line ends, its indentation, what belongs to which lines.

import { memo } from "../base/memo.ts";
import { isBreak, lineEnd } from "./gap.ts";
import type { YamlDocument, YamlMap, YamlNode, YamlPair, YamlSeq } from "./tree.ts";

export interface Layout {
  /** The line end of the document's first line. */
  readonly lineBreak: string;
  /** By how many columns a map is indented below its key. */
  readonly mapStep: number;
  /** By how many columns the dashes stand behind the key that owns them. */
  readonly seqStep: number;
  /** Whether strings of several lines may be written as block scalars. */
  readonly literals: boolean;
}

/** What most collections of the document do; two columns where none tells. */
export const layoutOf = memo(({ text, root }: YamlDocument): Layout => {
  const mapSteps = new Map<number, number>();
  const seqSteps = new Map<number, number>();
  if (root) countSteps(text, root, mapSteps, seqSteps);
  const mapStep = mostFrequent(mapSteps) ?? 2;
  const seqStep = mostFrequent(seqSteps) ?? mapStep;
  const lineBreak = /\r\n?|\n/.exec(text)?.[0] ?? "\n";
  return { lineBreak, mapStep, seqStep, literals: true };
});

/** Where the node begins with its anchor and tag. */
export function nodeStart(node: YamlNode): number {
  return Math.min(node.start, node.anchor?.start ?? node.start, node.tag?.start ?? node.start);
}

/** Where a pair begins and ends, its key's and value's anchors and tags included. */
export function pairStart(pair: YamlPair): number {
  return nodeStart(pair.key);
}

export function pairEnd({ key, value, colon }: YamlPair): number {
  return Math.max(key.end, colon + 1, value.end, propertiesEnd(value));
}

/** Behind the node's anchor and tag, or -1. */
export function propertiesEnd(node: YamlNode): number {
  return Math.max(node.anchor?.end ?? -1, node.tag?.end ?? -1);
}

/** A byte order mark is no part of the first line. */
export function lineStart(text: string, at: number): number {
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return at === 0 && text.charCodeAt(0) === 0xfeff ? 1 : at;
}

/** Where the break before this line begins, or undefined for the text's first line. */
export function previousLineEnd(text: string, lineStart: number): number | undefined {
  if (lineStart === 0 || !isBreak(text.charCodeAt(lineStart - 1))) return undefined;
  return text.startsWith("\r\n", lineStart - 2) ? lineStart - 2 : lineStart - 1;
}

/** The start of the next line, or the text's end. */
export function nextLineStart(text: string, at: number): number {
  const end = lineEnd(text, at);
  return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);
}

export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** The white space that opens the line. */
export function indentationAt(text: string, at: number): string {
  const start = lineStart(text, at);
  let end = start;
  while (text[end] === " " || text[end] === "\t") end++;
  return text.slice(start, end);
}

/** Whether only white space stands before `at` in its line. */
export function opensLine(text: string, at: number): boolean {
  return lineStart(text, at) + indentationAt(text, at).length >= at;
}

/**
 * The end of the lines that belong to a block whose last content ends at `at`: the rest of that line, and the comment
 * lines right below it that are indented by `column` or more, and by more than the content that follows them.
 */
export function blockTail(text: string, at: number, column: number): number {
  let end = lineEnd(text, at);
  const needed = Math.max(column, followingColumn(text, end) + 1);
  for (let next = nextLineStart(text, end); next > end && next < text.length; next = nextLineStart(text, end)) {
    const indentation = indentationAt(text, next).length;
    if (text[next + indentation] !== "#" || indentation < needed) break;
    end = lineEnd(text, next);
  }
  return end;
}

/**
 * The layout for lines that are to be written at the end of the line of `at`: without block scalars where a comment comes
 * next that is indented by more than `column`, since it would become a part of them, and where the text ends without a
 * line break, since not all readers then give the value one.
 */
export function layoutBefore(text: string, at: number, column: number, layout: Layout): Layout {
  if (lineEnd(text, at) === text.length) return { ...layout, literals: false };
  for (let line = nextLineStart(text, at); layout.literals && line < text.length; line = nextLineStart(text, line)) {
    const indentation = indentationAt(text, line).length;
    const first = text[line + indentation];
    if (first === "\n" || first === "\r") continue;
    return first === "#" && indentation > column ? { ...layout, literals: false } : layout;
  }
  return layout;
}

/** The start of the comment lines right above a line (given by its start) that stand in `column`; else the line's own. */
export function leadingComments(text: string, line: number, column: number): number {
  let top = line;
  for (let end = previousLineEnd(text, top); end !== undefined; end = previousLineEnd(text, top)) {
    const above = lineStart(text, end);
    if (text[above + column] !== "#" || indentationAt(text, above).length !== column) break;
    top = above;
  }
  return top;
}

/** The column of the next line that is neither blank nor a comment; -1 where none or a document marker comes. */
function followingColumn(text: string, at: number): number {
  for (let line = nextLineStart(text, at); line < text.length; line = nextLineStart(text, line)) {
    const column = indentationAt(text, line).length;
    const first = text[line + column];
    if (first === undefined || first === "#" || first === "\n" || first === "\r") continue;
    return /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(line, line + 4)) ? -1 : column;
  }
  return -1;
}

function countSteps(text: string, node: YamlNode, mapSteps: Map<number, number>, seqSteps: Map<number, number>): void {
  if (node.kind === "seq") for (const item of node.items) countSteps(text, item, mapSteps, seqSteps);
  if (node.kind !== "map") return;
  for (const pair of node.pairs) {
    const { value } = pair;
    if (isBlock(value) && !node.flow) {
      const step = columnOf(text, blockStart(value)) - columnOf(text, pairStart(pair));
      const steps = value.kind === "map" ? mapSteps : seqSteps;
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    countSteps(text, value, mapSteps, seqSteps);
  }
}

function isBlock(node: YamlNode): node is YamlMap | YamlSeq {
  return (node.kind === "map" && !node.flow && node.pairs.length > 0) || (node.kind === "seq" && !node.flow);
}

function blockStart(node: YamlMap | YamlSeq): number {
  const [first] = node.kind === "map" ? node.pairs : [];
  return first ? pairStart(first) : node.start;
}

function mostFrequent(counts: ReadonlyMap<number, number>): number | undefined {
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0];
}
