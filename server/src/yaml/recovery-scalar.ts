// Reads the scalars, aliases and properties of a broken document.

import { CHOMPING_MODE, EVENT_ID, SCALAR_STYLE } from "js-yaml";
import { isBreak, lineEnd } from "./gap.ts";
import { endsToken, isFlowIndicator, isSpace } from "./recovery-reader.ts";
import type { Properties, Reader } from "./recovery-reader.ts";

/** Reads `&anchor` or `!tag` into the properties given; undefined where there is none that is new. */
export function readProperty(r: Reader, known: Properties, flow: boolean): Properties | undefined {
  const start = r.pos;
  if (r.code() === 0x26 && known.anchorStart < 0 && !endsToken(r.code(1)) && !isFlowIndicator(r.code(1))) {
    while (!endsToken(r.code()) && !isFlowIndicator(r.code())) r.pos++;
    return { ...known, anchorStart: start + 1, anchorEnd: r.pos };
  }
  if (r.code() !== 0x21 || known.tagStart >= 0) return undefined;
  const verbatim = r.code(1) === 0x3c;
  while (!endsToken(r.code()) && !(flow && !verbatim && isFlowIndicator(r.code()))) {
    r.pos++;
    if (verbatim && r.text[r.pos - 1] === ">") break;
  }
  return { ...known, tagStart: start, tagEnd: r.pos };
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
  const colon = bad ? -1 : r.plainColon(start);
  let end = r.contentEnd(start);
  let lines = 1;
  if (bad) r.report(start, end, `A value cannot start with \`${r.text[start]}\`; put it in quotes`);
  else if (colon >= 0) r.report(start, end, "A value that contains a colon and a space must be in quotes");
  else {
    for (let next = continuation(r, end, n); next >= 0; next = continuation(r, end, n)) {
      end = r.contentEnd(next);
      lines++;
    }
  }
  r.scalar(start, end, properties, { fast: lines === 1 });
  moveTo(r, end);
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
      if (!deeper || (text[next] === '"' && r.isQuotedKey(next))) break;
      i = next - 1;
      fast = false;
    } else if (!isSpace(c)) end = i + 1;
  }
  r.scalar(start, end, properties, { fast });
  moveTo(r, end);
}

/** Reads a template action, of several lines perhaps, and what follows it: up to the end of the line, or of the item in a flow collection. */
export function readTemplate(r: Reader, flow: boolean, properties: Properties): void {
  const start = r.pos;
  const closed = Math.max(r.templateEnd(start), start + 2);
  let end = flow ? closed : r.contentEnd(closed);
  if (flow) while (end < r.text.length && !isFlowIndicator(r.text.charCodeAt(end)) && !isBreak(r.text.charCodeAt(end))) end++;
  while (isSpace(r.text.charCodeAt(end - 1))) end--;
  r.reportTemplate(start, end);
  r.scalar(start, end, properties);
  moveTo(r, end);
}

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
    moveTo(r, end);
    return;
  }
  if (found.badEscape >= 0) {
    const escape = r.text.slice(found.badEscape, found.badEscape + 2);
    r.report(found.badEscape, found.badEscape + 2, `\`${escape}\` is no escape of YAML; write \`\\${escape}\` for a backslash`);
  }
  if (found.shallow) r.lenient = true;
  r.scalar(start + 1, found.end, properties, { style, fast: !found.needsDecoding || found.badEscape >= 0 });
  moveTo(r, found.end + 1);
}

/** Reads a `|` or `>` scalar; false where what follows is no header of one. */
export function readBlockScalar(r: Reader, n: number, properties: Properties): boolean {
  const { text } = r;
  const header = /[|>](?:([-+])([1-9])?|([1-9])([-+])?)?(?:[ \t]+#.*|[ \t]*)(?=[\r\n]|$)/y;
  header.lastIndex = r.pos;
  const match = header.exec(text);
  if (!match) return false;
  const chomp = match[1] ?? match[4];
  const digit = Number(match[2] ?? match[3] ?? 0);
  const valueStart = nextLine(text, r.pos + match[0].length);
  const { end, indent } = blockLines(r, valueStart, n, digit ? n + digit : -1);
  r.scalar(valueStart, end, properties, {
    style: text[r.pos] === "|" ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK,
    chomping: chomp === "+" ? CHOMPING_MODE.KEEP : chomp === "-" ? CHOMPING_MODE.STRIP : CHOMPING_MODE.CLIP,
    indent,
    fast: false,
    start: r.pos,
  });
  r.pos = end;
  r.lineStart = end;
  if (end > 0 && !isBreak(text.charCodeAt(end - 1))) moveTo(r, end);
  return true;
}

function moveTo(r: Reader, pos: number): void {
  for (let i = pos - 1; i >= r.pos; i--) {
    if (isBreak(r.text.charCodeAt(i))) {
      r.lineStart = i + 1;
      break;
    }
  }
  r.pos = pos;
}

/** Where the next line of a plain scalar begins whose text ends at `end`; -1 where it has none. */
function continuation(r: Reader, end: number, n: number): number {
  const { text } = r;
  const line = skipSpaces(text, end);
  if (line >= text.length || !isBreak(text.charCodeAt(line)) || !isDeeper(text, line + 1, n)) return -1;
  const at = skipBlanks(text, line);
  const c = text[at];
  return at >= text.length || c === "#" || r.plainColon(at) >= 0 || text.startsWith("{{", at) ? -1 : at;
}

/** Whether the first line with content at or behind the start of a line has more than `n` spaces before it. */
function isDeeper(text: string, at: number, n: number): boolean {
  let spaces = 0;
  let counting = true;
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isBreak(c)) {
      spaces = 0;
      counting = true;
    } else if (c === 0x20 && counting) spaces++;
    else if (isSpace(c)) counting = false;
    else break;
  }
  return spaces > n;
}

/** Whether an indicator of YAML stands where a plain scalar should begin. */
export function cannotStart(r: Reader): boolean {
  const c = r.text[r.pos] ?? "";
  return "#&*!|>'\"%@`,[]{}".includes(c) || (("-?".includes(c) || c === ":") && endsToken(r.code(1)));
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
        facts.swallowsKeys ||= r.plainColon(at) >= 0 || (text[at] === "-" && endsToken(text.charCodeAt(at + 1)));
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
  let end = lineEnd(r.text, start);
  while (end > start + 1 && (isSpace(r.text.charCodeAt(end - 1)) || (flow && "]},".includes(r.text[end - 1] ?? "")))) end--;
  return end;
}

/** The lines of a block scalar. Where one is indented too little but looks like no key, it still belongs to them. */
function blockLines(r: Reader, start: number, n: number, explicit: number): { end: number; indent: number } {
  const { text } = r;
  let indent = explicit;
  let end = start;
  let at = start;
  while (at < text.length) {
    let first = at;
    while (text.charCodeAt(first) === 0x20) first++;
    const column = first - at;
    if (first >= text.length) {
      if (column > Math.max(indent, 0)) end = first;
      break;
    }
    if (!isBreak(text.charCodeAt(first))) {
      if (indent < 0 && column > n) indent = column;
      else if (indent < 0 || column < indent) {
        if (!belongs(r, first, column, n, indent)) break;
        if (column > n) indent = Math.min(indent, column);
      }
    }
    at = end = nextLine(text, lineEnd(text, first));
  }
  return { end, indent };
}

/** Whether a line that is not deep enough belongs to the block scalar all the same; reports it. */
function belongs(r: Reader, first: number, column: number, n: number, indent: number): boolean {
  const { text } = r;
  if (indent < 0) return false;
  if (text.startsWith("{{", first)) {
    const end = r.templateEnd(first);
    const line = lineEnd(text, Math.max(end, first));
    if (end < 0 || skipSpaces(text, end) < line || !isDeeper(text, line, indent - 1)) return false;
    r.reportTemplate(first, Math.min(end, lineEnd(text, first)));
    return true;
  }
  if (column <= n || text[first] === "#" || r.plainColon(first) >= 0) return false;
  r.report(first, r.contentEnd(first), "This line is indented less than the text that it continues");
  return true;
}

function skipSpaces(text: string, at: number): number {
  let i = at;
  while (isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** The next character that is no white space. */
function skipBlanks(text: string, at: number): number {
  let i = at;
  while (i < text.length && endsToken(text.charCodeAt(i))) i++;
  return i;
}

function lineStartOf(text: string, at: number): number {
  let i = at;
  while (i > 0 && !isBreak(text.charCodeAt(i - 1))) i--;
  return i;
}

/** Behind the line break at `at`. */
function nextLine(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1;
}
