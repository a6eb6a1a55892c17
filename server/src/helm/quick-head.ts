// Reads what Helm wants to know of a manifest without parsing it, where it is written as plainly as most are.

import { plainType } from "../yaml/scalar.ts";

export interface QuickHead {
  readonly kind: string;
}

/**
 * The head of a document that is certainly YAML and has no hook annotation; undefined where that takes a closer look. Nine in
 * ten rendered manifests are block maps and lists of short scalars, and a parser needs ten times as long to find that out.
 */
export function quickHead(text: string): QuickHead | undefined {
  if (ODD.test(text) || text.includes("helm.sh/hook")) return undefined;
  const lines = new Lines(text);
  const blocks: Block[] = [];
  const head = { kind: "" };
  for (; lines.next();) {
    const { indent } = lines;
    if (lines.isBlank || lines.startsWith("#", indent)) continue;
    if (!readLine(lines, blocks, head)) return undefined;
  }
  return blocks.length === 0 ? undefined : head;
}

/** What a plain document does not hold: controls, carriage returns, a byte order mark, halves of letters, markers. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const ODD = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ud800-\udfff\ue000-\ufefe\uff00-\ufffd]|^(?:---|\.\.\.|%)/m;

/** A map or list that is open. */
interface Block {
  readonly indent: number;
  readonly kind: "map" | "list";
  /** The last key or dash has nothing behind it yet: a deeper block may follow. */
  isOpen: boolean;
  /** Where it stands in the document, as far as Helm looks. */
  readonly place: Place;
  /** Of a map that Helm looks at: the key whose value follows. */
  key: string;
}

type Place = "root" | "metadata" | "annotations" | "elsewhere";

class Lines {
  readonly text: string;
  start = 0;
  end = -1;
  indent = 0;

  constructor(text: string) {
    this.text = text;
  }

  next(): boolean {
    if (this.end >= this.text.length) return false;
    this.start = this.end + 1;
    const end = this.text.indexOf("\n", this.start);
    this.end = end < 0 ? this.text.length : end;
    let at = this.start;
    while (at < this.end && this.text.charCodeAt(at) === SPACE) at++;
    this.indent = at - this.start;
    return this.start < this.text.length;
  }

  get isBlank(): boolean {
    return this.start + this.indent === this.end;
  }

  startsWith(text: string, column: number): boolean {
    return this.text.startsWith(text, this.start + column);
  }
}

const SPACE = 0x20;

/** False where the line is not plain enough. */
function readLine(lines: Lines, blocks: Block[], head: { kind: string }): boolean {
  let column = lines.indent;
  while (isDash(lines, column)) {
    const list = enter(blocks, column, "list");
    if (!list) return false;
    list.isOpen = true;
    column++;
    while (lines.startsWith(" ", column)) column++;
    // A comment behind a dash, or nothing.
    if (lines.start + column >= lines.end || lines.startsWith("#", column)) return true;
    if (isDash(lines, column) || keyEnd(lines, column) > 0) continue;
    list.isOpen = false;
    return readValue(lines, column, list.indent, undefined);
  }
  const colon = keyEnd(lines, column);
  if (colon < 0) return readScalarBelow(lines, blocks, column);
  const map = enter(blocks, column, "map");
  if (!map) return false;
  return readPair(lines, map, column, colon, head);
}

/** A scalar on the line below its key or dash. */
function readScalarBelow(lines: Lines, blocks: Block[], column: number): boolean {
  const top = blocks.at(-1);
  if (!top || !top.isOpen || column <= top.indent) return false;
  top.isOpen = false;
  if (wantsMap(top)) return EMPTY_MAP.test(lines.text.slice(lines.start + column, lines.end));
  if (top.place !== "elsewhere") return false;
  return readValue(lines, column, top.indent, undefined);
}

/** Whether the value of the map's key must be a map. */
function wantsMap({ place, key }: Block): boolean {
  return (place === "root" && key === "metadata") || (place === "metadata" && key === "annotations");
}

function isDash(lines: Lines, column: number): boolean {
  return lines.startsWith("-", column) && (lines.start + column + 1 === lines.end || lines.startsWith(" ", column + 1));
}

/** The block that an entry at this column belongs to; opened where it may be. */
function enter(blocks: Block[], column: number, kind: Block["kind"]): Block | undefined {
  if (blocks.length === 0 ? kind === "list" : column < blocks[0]!.indent) return undefined;
  let top = blocks.at(-1);
  while (top && isClosed(top, column, kind)) {
    blocks.pop();
    top = blocks.at(-1);
  }
  if (top && top.indent === column && top.kind === kind) {
    top.isOpen = false;
    return top;
  }
  const isBelow = top && top.isOpen && (column > top.indent || (column === top.indent && top.kind === "map" && kind === "list"));
  if (top && !isBelow) return undefined;
  const place = top ? placeBelow(top, kind) : "root";
  if (place === undefined) return undefined;
  if (top) top.isOpen = false;
  const block: Block = { indent: column, kind, isOpen: false, place, key: "" };
  blocks.push(block);
  return block;
}

/** Whether an entry at this column says that the block has ended. */
function isClosed(block: Block, column: number, kind: Block["kind"]): boolean {
  return block.indent > column || (block.indent === column && block.kind === "list" && kind === "map");
}

/** Undefined where Helm would refuse a block: it is not what its fields are. */
function placeBelow(parent: Block, kind: Block["kind"]): Place | undefined {
  if (parent.place === "root") {
    if (parent.kind !== "map") return undefined;
    if (parent.key === "metadata") return kind === "map" ? "metadata" : undefined;
    return parent.key === "kind" || parent.key === "apiversion" ? undefined : "elsewhere";
  }
  if (parent.place === "metadata") {
    if (parent.key === "annotations") return kind === "map" ? "annotations" : undefined;
    return parent.key === "name" ? undefined : "elsewhere";
  }
  return parent.place === "annotations" ? undefined : "elsewhere";
}

function readPair(lines: Lines, map: Block, column: number, colon: number, head: { kind: string }): boolean {
  const { text, start, end } = lines;
  map.key = map.place === "elsewhere" ? "" : unquoted(text.slice(start + column, start + colon)).toLowerCase();
  let value = start + colon + 1;
  while (value < end && text.charCodeAt(value) === SPACE) value++;
  if (map.place === "root" && map.key === "kind") return readKind(lines, map, value - start, colon, head);
  if (value === end || text.startsWith("#", value)) {
    map.isOpen = true;
    return true;
  }
  // A map is wanted here.
  if (wantsMap(map)) return EMPTY_MAP.test(text.slice(value, end));
  return readValue(lines, value - start, column, map);
}

/** Only as it is nearly always written. */
function readKind(lines: Lines, map: Block, column: number, colon: number, head: { kind: string }): boolean {
  const { text, start, end } = lines;
  const kind = text.slice(start + column, end);
  if (!text.startsWith("kind:", start) || !/^[A-Za-z][A-Za-z0-9]*$/.test(kind) || plainType(kind) !== "string" || colon !== 4)
    return false;
  head.kind = kind;
  map.isOpen = false;
  return true;
}

/** A value on the line of its key or dash; `map` is undefined behind a dash. The block scalar's lines are consumed. */
function readValue(lines: Lines, column: number, indent: number, map: Block | undefined): boolean {
  const { text, start, end } = lines;
  const c = text.charAt(start + column);
  const isText = map !== undefined && (map.place === "annotations" || map.key === "name" || map.key === "apiversion");
  if (c === "|" || c === ">") return BLOCK_HEADER.test(text.slice(start + column, end)) && skipBlock(lines, indent);
  const value = text.slice(start + column, end);
  if (c === '"' || c === "'") return QUOTED.test(value) || skipQuoted(lines, column, indent);
  if (c === "{" || c === "[") return !isText && FLOW.test(value);
  if (!PLAIN_START.test(value) || !isPlainText(value)) return false;
  return value.includes(" #") || skipPlain(lines, indent);
}

/** Whether a line of a plain scalar ends neither in a key nor in a mistake. */
function isPlainText(line: string): boolean {
  return !line.includes("\t") && !line.includes(": ") && !line.endsWith(":") && !/\.(?:inf|nan)/i.test(line);
}

const BLOCK_HEADER = /^[|>][-+]? *$/;
const QUOTED = /^(?:"(?:[^"\\\t]|\\["\\/nrt])*"|'(?:[^'\t]|'')*') *(?: #.*)?$/;
const EMPTY_MAP = /^\{\} *(?: #.*)?$/;
/** Nothing, or a list of words on one line. */
const FLOW =
  /^(?:\{\}|\[(?:(?:[A-Za-z0-9_/][\w./+-]*|"[^"\\\t]*"|'[^'\t]*')(?:, *(?:[A-Za-z0-9_/][\w./+-]*|"[^"\\\t]*"|'[^'\t]*'))*)? *\]) *(?: #.*)?$/;
const PLAIN_START = /^(?:[A-Za-z0-9_/$.(<=+~^\u00a1-\ud7ff]|-[^ ])/;

/** The further lines of a plain scalar whose owner stands at `indent`. */
function skipPlain(lines: Lines, indent: number): boolean {
  for (;;) {
    const { start, end } = lines;
    if (!lines.next()) return true;
    if (lines.isBlank) continue;
    if (lines.indent <= indent || lines.startsWith("#", lines.indent)) return stepBack(lines, start, end, true);
    const line = lines.text.slice(lines.start + lines.indent, lines.end);
    if (!isPlainText(line) || line.includes(" #")) return false;
  }
}

/** The lines of a quoted string that does not end on its first one. */
function skipQuoted(lines: Lines, column: number, indent: number): boolean {
  const { text } = lines;
  const isDouble = text.charAt(lines.start + column) === '"';
  const rest = isDouble ? DOUBLE_LINE : SINGLE_LINE;
  for (let at = lines.start + column + 1; ; at = lines.start + lines.indent) {
    const match = rest.exec(text.slice(at, lines.end));
    if (!match) return false;
    if (match[1] !== undefined) return /^ *(?: #.*)?$/.test(text.slice(at + match[0].length, lines.end));
    do if (!lines.next()) return false;
    while (lines.isBlank);
    if (lines.indent <= indent) return false;
  }
}

/** A line of a quoted string; the quote that ends it is the first group. */
const DOUBLE_LINE = /^(?:[^"\\\t]|\\["\\/nrt])*(?:(")|$)/;
const SINGLE_LINE = /^(?:[^'\t]|'')*(?:(')|$)/;

/** The lines of a block scalar whose owner stands at `indent`; false where its indentation is not that simple. */
function skipBlock(lines: Lines, indent: number): boolean {
  let own = -1;
  let widest = 0;
  for (;;) {
    const { start, end } = lines;
    if (!lines.next()) return true;
    if (lines.isBlank) {
      widest = Math.max(widest, lines.indent);
      continue;
    }
    if (own < 0) {
      own = lines.indent;
      if (own <= indent || widest > own) return stepBack(lines, start, end, own <= indent && widest === 0);
    } else if (lines.indent < own) return stepBack(lines, start, end, lines.indent <= indent);
  }
}

/** The line belongs to what follows. */
function stepBack(lines: Lines, start: number, end: number, result: boolean): boolean {
  lines.start = start;
  lines.end = end;
  return result;
}

/** Where the colon of a plainly written key stands, or -1. */
function keyEnd(lines: Lines, column: number): number {
  KEY.lastIndex = lines.start + column;
  const match = KEY.exec(lines.text);
  if (!match || lines.start + column + match[0].length > lines.end) return -1;
  const key = match[1] ?? "";
  if (key.length > LONGEST_KEY) return -1;
  // A key of null is refused, and these words are others in JSON.
  if (match[2] === undefined && key.length <= 5 && plainType(key) === "null") return -1;
  return column + match[0].length - 1;
}

/** YAML's own limit is higher. */
const LONGEST_KEY = 300;
const KEY = /([A-Za-z0-9_/$][A-Za-z0-9_./$-]*|("(?:[^"\\\n\t])*"|'(?:[^'\n\t])*')):(?= |\n|$)/y;

function unquoted(key: string): string {
  return key.startsWith('"') || key.startsWith("'") ? key.slice(1, -1) : key;
}
