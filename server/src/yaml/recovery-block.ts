// Reads the block structure of a broken document: what stands in the wrong column goes where it most likely belongs.

import { lineEnd } from "./gap.ts";
import { readBlockScalar } from "./recovery-block-scalar.ts";
import { readFlow } from "./recovery-flow.ts";
import { readHalfTypedKey, readKey } from "./recovery-key.ts";
import { contentEnd } from "./recovery-line.ts";
import { readQuoted } from "./recovery-quote.ts";
import { readAlias, readPlain, readProperty, readTemplate } from "./recovery-scalar.ts";
import { MAX_DEPTH, NO_PROPERTIES } from "./recovery-reader.ts";
import type { Properties, Reader } from "./recovery-reader.ts";

interface Place {
  /** The column of the collection around; -1 for the root. What belongs to the node is indented deeper. */
  readonly n: number;
  /** Whether a map or a sequence may begin in this line. */
  readonly compact: boolean;
  /** Whether a sequence may stand in column `n`, as below a key. */
  readonly dashes: boolean;
  /** Whether it is an item of a sequence. */
  readonly item: boolean;
  /** Where a node that is not written stands. */
  readonly behind: number;
}

/** Reads a node, or an empty scalar where none stands; goes to the end of what it read, or to the next content. */
export function readNode(r: Reader, place: Place): void {
  if (r.depth >= MAX_DEPTH) return skipNode(r, place);
  r.depth++;
  readShallowNode(r, place);
  r.depth--;
}

/** Reports and skips what stands behind a node in its line. */
export function skipRest(r: Reader): void {
  r.skipGap();
  if (r.atEnd || r.isLineStart()) return;
  const end = contentEnd(r.text, r.pos);
  if (r.text[r.pos] === "#") r.lenient = true;
  else
    r.report(
      r.pos,
      end,
      r.text[r.pos] === ":" ? "This colon does not follow a key" : "This does not belong to the value before it",
    );
  r.pos = lineEnd(r.text, end);
  r.skipGap();
}

const DASH = 0x2d;
const QUESTION = 0x3f;
const COLON = 0x3a;

function readShallowNode(r: Reader, { n, compact, dashes, item, behind }: Place): void {
  let properties = NO_PROPERTIES;
  let end = behind;
  let fresh = compact;
  for (;;) {
    if (r.skipGap()) {
      fresh = true;
      if (r.atEnd || !isInside(r, n, dashes)) return r.scalar(end, end, properties);
    }
    if (r.atEnd) return r.scalar(end, end, properties);
    if (fresh && readCollection(r, n, item, properties)) return;
    const next = readProperty(r, properties, false);
    if (!next) break;
    properties = next;
    end = r.pos;
    fresh = false;
  }
  if (r.isIndicator(DASH) && !fresh) {
    r.report(r.pos, r.pos + 1, "A list must begin in a line of its own");
    return readSeq(r, r.column(), n, properties);
  }
  const start = { pos: r.pos, lineStart: r.lineStart, events: r.events.length, problems: r.problems.length };
  if (!readContent(r, n, properties) || !fresh || !beginsMap(r, n, start)) return;
  r.pos = start.pos;
  r.lineStart = start.lineStart;
  r.forget(start.events);
  r.problems.length = start.problems;
  readMap(r, n, item, properties);
}

/** Whether the line's content is indented deeper than `n`; a tab is taken for a step of indentation where only that helps. */
function isInside(r: Reader, n: number, dashes: boolean): boolean {
  const column = r.column();
  if (column === n && dashes && r.isIndicator(DASH)) return true;
  if (column <= n) return false;
  if (r.indent() <= n) r.reportTab();
  return true;
}

function readCollection(r: Reader, n: number, item: boolean, properties: Properties): boolean {
  if (r.isIndicator(DASH)) readSeq(r, r.column(), n, properties);
  else if (beginsKey(r)) readMap(r, n, item, properties);
  else return false;
  return true;
}

/** Reads a scalar, an alias or a flow collection; false for a block scalar, which cannot be a key. */
function readContent(r: Reader, n: number, properties: Properties): boolean {
  switch (r.text[r.pos]) {
    case "|":
    case ">":
      if (readBlockScalar(r, n, properties)) return false;
      break;
    case '"':
    case "'":
      readQuoted(r, n, false, properties);
      return true;
    case "{":
      if (r.text[r.pos + 1] === "{") {
        readTemplate(r, false, properties);
        return true;
      }
      readFlow(r, n, properties);
      return true;
    case "[":
      readFlow(r, n, properties);
      return true;
    case "*":
      if (properties === NO_PROPERTIES && readAlias(r)) return true;
      break;
  }
  readPlain(r, n, properties);
  return true;
}

/** Whether a key or an item stands in the next line, so that what was taken for a scalar is a key without its colon. */
function beginsMap(r: Reader, n: number, start: Pick<Reader, "pos" | "lineStart">): boolean {
  const { pos, lineStart } = r;
  const found =
    r.skipGap() &&
    !r.atEnd &&
    r.column() > n &&
    (beginsKey(r) || (r.isIndicator(DASH) && r.column() >= start.pos - start.lineStart));
  r.pos = pos;
  r.lineStart = lineStart;
  return found;
}

function beginsKey(r: Reader): boolean {
  return r.isIndicator(QUESTION) || r.keyColon() >= 0;
}

function readSeq(r: Reader, column: number, n: number, properties: Properties): void {
  r.reportTab();
  r.open("seq", r.pos, false, properties);
  readItems(r, column, n);
}

/**
 * Reads the items of a sequence that is open, and closes it. `column` is where its dashes stand; `usual` where they stood
 * before this item, which is out of line.
 */
function readItems(r: Reader, column: number, n: number, usual = column): void {
  let expected = column;
  r.columns.push(column);
  for (;;) {
    const at = r.column();
    r.pos++;
    readNode(r, { n: at, compact: true, dashes: false, item: true, behind: r.pos });
    skipRest(r);
    if (r.atEnd || !r.isIndicator(DASH)) break;
    const next = r.column();
    if (next !== column && next <= n) break;
    r.reportTab();
    if (next !== column && next !== expected && next !== usual) reportItem(r);
    expected = next;
  }
  r.columns.pop();
  r.closedSeq = { index: r.events.length, column: usual };
  r.close();
}

/** Reads a map whose first key stands at `pos`; `item` where it is an item of a sequence. */
function readMap(r: Reader, n: number, item: boolean, properties: Properties): void {
  const column = r.column();
  r.columns.push(column);
  r.open("map", r.pos, false, properties);
  let expected = column;
  for (;;) {
    const problems = r.problems.length;
    readEntry(r, expected);
    skipRest(r);
    while (!r.atEnd && r.isIndicator(DASH) && r.column() > n && readStrayItems(r, n, item));
    if (r.atEnd || r.isIndicator(DASH)) break;
    const next = r.column();
    if (next <= n) break;
    const misplaced = next !== column && next !== expected;
    if (misplaced && r.problems.length === problems) reportColumn(r, next > column);
    expected = next;
  }
  r.columns.pop();
  r.close();
}

/** Reads the pair at `pos`, whose value is indented deeper than `column`. */
function readEntry(r: Reader, column: number): void {
  r.reportTab();
  if (r.isIndicator(QUESTION)) return readExplicitEntry(r, column);
  const colon = r.keyColon();
  if (colon < 0) return readHalfTypedEntry(r, column);
  const compact = r.pos === colon;
  readKey(r, colon);
  readValue(r, column, colon, compact);
}

function readValue(r: Reader, n: number, colon: number, compact: boolean): void {
  const index = r.events.length;
  r.pos = colon + 1;
  readNode(r, { n, compact, dashes: true, item: false, behind: r.pos });
  r.colon(index, colon);
}

/** `? key` and, in a line of its own, `: value`. */
function readExplicitEntry(r: Reader, column: number): void {
  r.pos++;
  readNode(r, { n: column, compact: true, dashes: true, item: false, behind: r.pos });
  skipRest(r);
  if (!r.atEnd && r.isIndicator(COLON) && Math.max(r.indent(), r.column()) >= column) readValue(r, column, r.pos, true);
  else readMissingValue(r);
}

function readMissingValue(r: Reader): void {
  r.scalar(-1, -1, NO_PROPERTIES);
  r.colon(r.events.length - 1, -1);
}

/** A key whose colon, or the space behind it, is not typed yet. What is indented below it is its value. */
function readHalfTypedEntry(r: Reader, column: number): void {
  const start = r.pos;
  const problems = r.problems.length;
  const colon = readHalfTypedKey(r, column);
  if (colon >= 0) {
    r.report(colon, colon + 1, "A space is missing after this colon");
    return readValue(r, column, colon, false);
  }
  if (r.problems.length === problems) {
    const end = contentEnd(r.text, start);
    const text = r.text.slice(start, Math.min(end, start + 40));
    r.report(start, end, `A colon is missing after \`${text}${start + 40 < end ? "…" : ""}\``);
  }
  const index = r.events.length;
  readNode(r, { n: column, compact: false, dashes: true, item: false, behind: -1 });
  r.colon(index, -1);
}

/**
 * Reads items in the column of keys: they go on with the sequence that ended just before, or lead nowhere.
 * False where the map is an item itself: then they are more of its kind.
 */
function readStrayItems(r: Reader, n: number, item: boolean): boolean {
  const { closedSeq } = r;
  if (closedSeq && closedSeq.index === r.events.length - 1) {
    reportItem(r);
    r.events.pop();
    readItems(r, r.column(), n, closedSeq.column);
    return true;
  }
  if (item) return false;
  r.report(r.pos, r.pos + 1, "A list item cannot stand here, among keys");
  const events = r.events.length;
  readItems(r, r.column(), n);
  r.forget(events);
  return true;
}

/** What is nested too deep is left out: the rest of its line, and the lines that are indented deeper than `n`. */
function skipNode(r: Reader, { n, dashes, behind }: Place): void {
  if ((r.skipGap() && !r.atEnd && !isInside(r, n, dashes)) || r.atEnd) return r.scalar(behind, behind, NO_PROPERTIES);
  r.reportDepth(r.pos, contentEnd(r.text, r.pos));
  r.scalar(r.pos, r.pos, NO_PROPERTIES);
  do {
    r.pos = lineEnd(r.text, r.pos);
    r.skipGap();
  } while (!r.atEnd && r.column() > n);
}

function reportItem(r: Reader): void {
  r.report(r.pos, r.pos + 1, "This item does not stand in line with the items above it");
}

function reportColumn(r: Reader, deeper: boolean): void {
  const colon = r.keyColon();
  const message = `This key is indented ${deeper ? "more" : "less"} than the keys it belongs to`;
  r.report(r.pos, colon > r.pos ? colon : contentEnd(r.text, r.pos), message);
}
