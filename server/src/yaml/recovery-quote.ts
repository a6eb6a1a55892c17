// Reads the quoted scalars of a broken document.

import { SCALAR_STYLE } from "js-yaml";
import { isBreak, lineEnd } from "./gap.ts";
import { endsToken, isDeeper, isFlowIndicator, plainColon, skipSpaces } from "./recovery-line.ts";
import type { Properties, Reader } from "./recovery-reader.ts";

/** Reads a quoted scalar. One that is never closed, or that only another quote further down closes, ends with its line. */
export function readQuoted(r: Reader, n: number, flow: boolean, properties: Properties): void {
  const start = r.pos;
  const found = findQuote(r, start, n);
  const closed = found.end >= 0 && !(found.lines > 1 && (found.swallowsKeys || !canFollow(r, found.end + 1, flow)));
  const style = r.text[start] === "'" ? SCALAR_STYLE.SINGLE_QUOTED : SCALAR_STYLE.DOUBLE_QUOTED;
  if (!closed) {
    const end = endOfUnclosed(r, start, flow);
    r.report(start, end, `The string is not closed: a \`${r.text[start]}\` is missing`);
    r.scalar(start + 1, end, properties, { style, end });
    r.moveTo(end);
    return;
  }
  if (found.badEscape >= 0) {
    const escape = r.text.slice(found.badEscape, found.badEscape + 2);
    r.report(found.badEscape, found.badEscape + 2, `\`${escape}\` is no escape of YAML; write \`\\${escape}\` for a backslash`);
  }
  if (found.shallow) r.lenient = true;
  r.scalar(start + 1, found.end, properties, { style, fast: !found.needsDecoding || found.badEscape >= 0 });
  r.moveTo(found.end + 1);
}

interface FoundQuote {
  /** Of the closing quote, or -1. */
  readonly end: number;
  readonly lines: number;
  readonly needsDecoding: boolean;
  /** Of the first escape that YAML does not know, or -1. */
  readonly badEscape: number;
  /** Whether a line of it is not indented deeper than what it belongs to. */
  readonly shallow: boolean;
  /** … and looks like a key or an item. */
  readonly swallowsKeys: boolean;
}

function findQuote(r: Reader, start: number, n: number): FoundQuote {
  const { text } = r;
  const quote = text.charCodeAt(start);
  const facts = { end: -1, lines: 1, needsDecoding: false, badEscape: -1, shallow: false, swallowsKeys: false };
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) {
      if (quote === 0x22 || text.charCodeAt(i + 1) !== quote) return { ...facts, end: i };
      facts.needsDecoding = true;
      i++;
    } else if (c === 0x5c && quote === 0x22) {
      facts.needsDecoding = true;
      if (facts.badEscape < 0 && !isEscape(text, i + 1)) facts.badEscape = i;
      if (!isBreak(text.charCodeAt(i + 1))) i++;
    } else if (isBreak(c)) {
      facts.lines++;
      facts.needsDecoding = true;
      const at = skipSpaces(text, i + 1);
      if (at < text.length && !isBreak(text.charCodeAt(at)) && !isDeeper(text, i + 1, n)) {
        facts.shallow = true;
        facts.swallowsKeys ||= plainColon(r.text, at) >= 0 || (text[at] === "-" && endsToken(text.charCodeAt(at + 1)));
      }
    }
  }
  return facts;
}

const HEX_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function isEscape(text: string, at: number): boolean {
  const c = text[at] ?? "";
  if ('0abt\tnvfre "/\\N_LP\r\n'.includes(c)) return c !== "";
  const length = HEX_LENGTHS[c];
  if (length === undefined || !/^[0-9a-fA-F]+$/.test(text.slice(at + 1, at + 1 + length))) return false;
  return at + 1 + length <= text.length;
}

/** What may stand behind a closing quote. */
function canFollow(r: Reader, at: number, flow: boolean): boolean {
  const i = skipSpaces(r.text, at);
  const c = r.text.charCodeAt(i);
  return Number.isNaN(c) || isBreak(c) || c === 0x3a || (c === 0x23 && i > at) || (flow && isFlowIndicator(c));
}

/** The end of the line; in a flow collection the brackets and commas that end the line are left outside. */
function endOfUnclosed(r: Reader, start: number, flow: boolean): number {
  const outside = flow ? " \t]}," : " \t";
  let end = lineEnd(r.text, start);
  while (end > start + 1 && outside.includes(r.text[end - 1] ?? "")) end--;
  return end;
}
