// Reads the plain scalars, aliases and properties of a broken document.

import { EVENT_ID } from "js-yaml";
import { isBreak } from "./gap.ts";
import {
  contentEnd,
  endsToken,
  isDeeper,
  isFlowIndicator,
  isQuotedKey,
  isSpace,
  lineStartOf,
  plainColon,
  skipBlanks,
  skipSpaces,
} from "./recovery-line.ts";
import type { Properties, Reader } from "./recovery-reader.ts";

/** Reads `&anchor` or `!tag` into the properties given; undefined where there is none that is new. */
export function readProperty(r: Reader, known: Properties, flow: boolean): Properties | undefined {
  const start = r.pos;
  if (r.code() === 0x26 && known.anchorStart < 0 && !endsToken(r.code(1)) && !isFlowIndicator(r.code(1))) {
    while (!endsToken(r.code()) && !isFlowIndicator(r.code())) r.pos++;
    return { ...known, anchorStart: start + 1, anchorEnd: r.pos };
  }
  if (r.code() !== 0x21 || known.tagStart >= 0) return undefined;
  r.pos = tagEnd(r.text, start, flow);
  return { ...known, tagStart: start, tagEnd: r.pos };
}

function tagEnd(text: string, start: number, flow: boolean): number {
  const verbatim = text[start + 1] === "<";
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (verbatim && c === 0x3e) return i + 1;
    if (endsToken(c) || (flow && !verbatim && isFlowIndicator(c))) return i;
  }
  return text.length;
}

export function readAlias(r: Reader): boolean {
  if (r.code() !== 0x2a || endsToken(r.code(1)) || isFlowIndicator(r.code(1))) return false;
  const start = ++r.pos;
  while (!endsToken(r.code()) && !isFlowIndicator(r.code())) r.pos++;
  r.events.push({ type: EVENT_ID.ALIAS, anchorStart: start, anchorEnd: r.pos });
  return true;
}

/**
 * Reads a plain scalar whose further lines are indented deeper than `n`. One that cannot start so, or that holds a `: `,
 * is taken to the end of its line.
 */
export function readPlain(r: Reader, n: number, properties: Properties): void {
  const start = r.pos;
  const bad = cannotStart(r);
  const colon = bad ? -1 : plainColon(r.text, start);
  let end = contentEnd(r.text, start);
  let lines = 1;
  if (bad) r.report(start, end, `A value cannot start with \`${r.text[start]}\`; put it in quotes`);
  else if (colon >= 0) r.report(start, end, "A value that contains a colon and a space must be in quotes");
  else {
    for (let next = continuation(r, end, n); next >= 0; next = continuation(r, end, n)) {
      end = contentEnd(r.text, next);
      lines++;
    }
  }
  r.scalar(start, end, properties, { fast: lines === 1 });
  r.moveTo(end);
}

/** Reads a plain scalar in a flow collection. */
export function readFlowPlain(r: Reader, n: number, lax: boolean, properties: Properties): void {
  const { text } = r;
  const start = r.pos;
  let end = start;
  let fast = true;
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const following = text.charCodeAt(i + 1);
    if (isFlowIndicator(c)) break;
    if (c === 0x3a && (endsToken(following) || isFlowIndicator(following))) break;
    if (c === 0x23 && i > start && endsToken(text.charCodeAt(i - 1))) break;
    if (isBreak(c)) {
      const next = skipBlanks(text, i);
      const deeper = lax || next >= text.length || isDeeper(text, lineStartOf(text, next), n);
      if (!deeper || (text[next] === '"' && isQuotedKey(r.text, next))) break;
      i = next - 1;
      fast = false;
    } else if (!isSpace(c)) end = i + 1;
  }
  r.scalar(start, end, properties, { fast });
  r.moveTo(end);
}

/** Reads a template action, of several lines perhaps, and what follows it: up to the end of the line, or of the item in a flow collection. */
export function readTemplate(r: Reader, flow: boolean, properties: Properties): void {
  const start = r.pos;
  const closed = Math.max(r.templateEnd(start), start + 2);
  let end = flow ? closed : contentEnd(r.text, closed);
  if (flow) while (end < r.text.length && !isFlowIndicator(r.text.charCodeAt(end)) && !isBreak(r.text.charCodeAt(end))) end++;
  while (isSpace(r.text.charCodeAt(end - 1))) end--;
  r.reportTemplate(start, end);
  r.scalar(start, end, properties);
  r.moveTo(end);
}

/** Where the next line of a plain scalar begins whose text ends at `end`; -1 where it has none. */
function continuation(r: Reader, end: number, n: number): number {
  const { text } = r;
  const line = skipSpaces(text, end);
  if (line >= text.length || !isBreak(text.charCodeAt(line)) || !isDeeper(text, line + 1, n)) return -1;
  const at = skipBlanks(text, line);
  const c = text[at];
  return at >= text.length || c === "#" || plainColon(r.text, at) >= 0 || text.startsWith("{{", at) ? -1 : at;
}

/** Whether an indicator of YAML stands where a plain scalar should begin. */
export function cannotStart(r: Reader): boolean {
  const c = r.text[r.pos] ?? "";
  return "#&*!|>'\"%@`,[]{}".includes(c) || (("-?".includes(c) || c === ":") && endsToken(r.code(1)));
}
