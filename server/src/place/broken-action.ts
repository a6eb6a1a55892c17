// Finds the action that a template's syntax error is about: the parser knows only where it gave up.

import type { Span } from "../base/span.ts";

/** What is wrong, in the parser's words, and where. */
export interface BrokenAction {
  readonly reason: string;
  readonly span: Span;
}

/** Of an action that is not closed its beginning; of a block without `end` the action that opens it; else what was given. */
export function brokenAction(text: string, reason: string, span: Span): BrokenAction {
  if (reason === "unexpected EOF") return { reason, span: openBlock(text) ?? nonEmpty(text, span) };
  const start = text.lastIndexOf("{{", Math.max(0, span.start - 1));
  if (reason === "unclosed action" || runsOn(text, start, span))
    return { reason: "unclosed action", span: lineFrom(text, start) };
  return { reason, span: nonEmpty(text, span) };
}

/** The action began on an earlier line, and what the parser stumbled over is YAML, or the next action. */
function runsOn(text: string, start: number, { start: at }: Span): boolean {
  if (start < 0 || text.slice(start, at).includes("}}")) return false;
  const line = text.lastIndexOf("\n", at - 1) + 1;
  if (line <= start) return false;
  const stop = text.indexOf("\n", line);
  return /^\s*(?:- +)?(?:["']?[\w./-]+["']?:(?:\s|$)|\{\{|---)/.test(text.slice(line, stop < 0 ? undefined : stop));
}

const blocks = /\{\{-?\s*(?:\/\*[^]*?\*\/|(if|with|range|define|block|end)\b[^]*?)\s*-?\}\}/g;

function openBlock(text: string): Span | undefined {
  const open: Span[] = [];
  for (const match of text.matchAll(blocks)) {
    if (match[1] === "end") open.pop();
    else if (match[1] !== undefined) open.push({ start: match.index, end: match.index + match[0].length });
  }
  return open.at(-1);
}

/** Something that can be underlined: where nothing is left, the last word before it. */
function nonEmpty(text: string, span: Span): Span {
  if (text.slice(span.start, span.end).trim() !== "") return span;
  const end = text.slice(0, span.start).trimEnd().length;
  return end === 0 ? span : { start: Math.max(text.lastIndexOf("\n", end - 1) + 1, text.lastIndexOf(" ", end - 1) + 1), end };
}

function lineFrom(text: string, offset: number): Span {
  const start = Math.max(0, offset);
  const stop = text.slice(start).search(/[\r\n]/);
  return { start, end: stop < 0 ? text.length : start + stop };
}
