// Reads the flow collections of a broken document.

import { readAlias, readFlowPlain, readProperty, readTemplate } from "./recovery-scalar.ts";
import { readQuoted } from "./recovery-quote.ts";
import { endsToken, isFlowIndicator, isQuotedKey } from "./recovery-line.ts";
import { MAX_DEPTH, NO_PROPERTIES } from "./recovery-reader.ts";
import type { Properties, Reader } from "./recovery-reader.ts";

/**
 * Reads a flow collection in a block that is indented by `n`. By YAML 1.2 its lines must be indented deeper, and where
 * a bracket is missing that tells where the collection ends; but Go does not mind, so what reads well without that is accepted.
 */
export function readFlow(r: Reader, n: number, properties: Properties): void {
  const before = mark(r);
  const strict = new FlowReader(r, n, false);
  strict.collection(properties);
  if (!strict.stoppedAtIndent || r.laxBudget <= 0) return;
  const outcome = rewind(r, before);
  const lax = new FlowReader(r, n, true);
  lax.collection(properties);
  r.laxBudget -= r.pos - before.pos;
  if (r.problems.length === before.problems) r.lenient = true;
  else {
    rewind(r, before);
    r.events.push(...outcome.events);
    r.problems.push(...outcome.problems);
    r.pos = outcome.pos;
    r.lineStart = outcome.lineStart;
  }
}

const COLON = 0x3a;
const COMMA = 0x2c;

class FlowReader {
  /** Whether a line that is not indented enough ended the collection. */
  stoppedAtIndent = false;
  readonly #r: Reader;
  readonly #n: number;
  readonly #lax: boolean;
  /** The closing brackets awaited, outermost first. */
  readonly #awaited: number[] = [];
  /** Whether the brackets still open will not be closed any more. */
  #broken = false;
  /** Whether a collection in this one ended just now without its bracket. */
  #unclosedInner = false;

  constructor(r: Reader, n: number, lax: boolean) {
    this.#r = r;
    this.#n = n;
    this.#lax = lax;
  }

  collection(properties: Properties): void {
    const r = this.#r;
    const start = r.pos;
    const map = r.text[start] === "{";
    r.open(map ? "map" : "seq", start, true, properties);
    this.#awaited.push(map ? 0x7d : 0x5d);
    r.pos++;
    r.depth++;
    const end = this.#entries(map);
    if (end < 0 && !this.#broken) {
      this.#broken = r.atEnd || this.stoppedAtIndent;
      this.#unclosedInner = true;
      r.report(start, start + 1, `This \`${r.text[start]}\` is never closed`);
    }
    r.depth--;
    this.#awaited.pop();
    r.close(Math.abs(end));
  }

  /** The end of the collection; negative where its bracket is missing. */
  #entries(map: boolean): number {
    const r = this.#r;
    let needsComma = false;
    for (;;) {
      const { pos: end, lineStart } = r;
      if (this.#broken || !this.#gap()) return -end;
      const c = r.code();
      if (!map && r.lineStart > lineStart && this.#isKeyOfOuter()) return -end;
      if (c === 0x5d || c === 0x7d) {
        if (this.#closes(c)) return ++r.pos;
        return -end;
      }
      if (c === COMMA) {
        if (!needsComma) r.report(r.pos, r.pos + 1, "A value is missing before this comma");
        needsComma = false;
        r.pos++;
        continue;
      }
      if (needsComma && !this.#unclosedInner) r.report(r.pos, r.pos + 1, "A comma is missing before this");
      this.#unclosedInner = false;
      this.#entry(map);
      needsComma = true;
    }
  }

  /** Whether the bracket closes this collection; one of the other kind does if no collection around this one awaits it. */
  #closes(c: number): boolean {
    const r = this.#r;
    const awaited = this.#awaited.at(-1);
    if (c === awaited) return true;
    if (this.#awaited.includes(c)) return false;
    r.report(r.pos, r.pos + 1, `A \`${String.fromCharCode(awaited ?? c)}\` should stand here`);
    return true;
  }

  /** Whether a line of a sequence that a map surrounds begins like a key of JSON. */
  #isKeyOfOuter(): boolean {
    return this.#awaited.includes(0x7d) && this.#r.code() === 0x22 && isQuotedKey(this.#r.text, this.#r.pos);
  }

  #entry(map: boolean): void {
    const r = this.#r;
    const explicit = r.isIndicator(0x3f);
    if (explicit) r.pos++;
    const behind = r.pos;
    if (explicit && !this.#gap()) return this.#missing(map);
    const index = r.events.length;
    const start = r.pos;
    const line = r.lineStart;
    const read = this.#node();
    const keyEnd = r.pos;
    const keyLine = r.lineStart;
    const more = this.#gap();
    const sameLine = r.lineStart === line;
    const colon = more && r.code() === COLON && (map || explicit || sameLine) ? r.pos : -1;
    if (colon < 0) this.#backTo(keyEnd, keyLine);
    if (!read && !explicit && colon < 0) return this.#unexpected();
    if (!map && !explicit && colon < 0) return;
    if (!read) r.empty(!map ? start : explicit || colon < 0 ? behind : colon);
    if (!map) r.open("map", start, true, NO_PROPERTIES, index);
    if (colon >= 0) r.pos = colon + 1;
    this.#value(colon);
    if (!map) r.close();
  }

  #value(colon: number): void {
    const r = this.#r;
    const index = r.events.length;
    const at = r.pos;
    const line = r.lineStart;
    if (colon < 0 || !this.#gap() || !this.#node()) {
      r.empty(-1);
      this.#backTo(at, line);
    }
    r.colon(index, colon);
  }

  /** Reads a node; false where none stands here. */
  #node(): boolean {
    const r = this.#r;
    let properties = NO_PROPERTIES;
    let behind = r.pos;
    for (let next = readProperty(r, properties, true); next; next = readProperty(r, properties, true)) {
      properties = next;
      behind = r.pos;
      if (!this.#gap()) break;
    }
    if (!r.atEnd && this.#content(properties)) return true;
    if (properties === NO_PROPERTIES) return false;
    r.scalar(behind, behind, properties);
    return true;
  }

  #content(properties: Properties): boolean {
    const r = this.#r;
    const c = r.code();
    if (c === 0x7b && r.code(1) === 0x7b) readTemplate(r, true, properties);
    else if (c === 0x5b || c === 0x7b) this.#nested(properties);
    else if (c === 0x22 || c === 0x27) readQuoted(r, this.#lax ? -1 : this.#n, true, properties);
    else if (isFlowIndicator(c)) return false;
    else if (c === COLON && (endsToken(r.code(1)) || isFlowIndicator(r.code(1)))) return false;
    else if (!readAlias(r)) {
      const bad =
        "#&*!|>%@`".includes(r.text[r.pos] ?? "") ||
        ((c === 0x2d || c === 0x3f) && (endsToken(r.code(1)) || isFlowIndicator(r.code(1))));
      if (bad) r.report(r.pos, r.pos + 1, `A value cannot start with \`${r.text[r.pos]}\`; put it in quotes`);
      readFlowPlain(r, this.#n, this.#lax, properties);
    }
    return true;
  }

  #nested(properties: Properties): void {
    const r = this.#r;
    if (r.depth < MAX_DEPTH) return this.collection(properties);
    r.reportDepth(r.pos, r.pos + 1);
    r.scalar(r.pos, r.pos, properties);
    skipBrackets(r);
  }

  /** Goes to the next token; false where the collection ends without its bracket. */
  #gap(): boolean {
    const r = this.#r;
    const crossed = r.skipGap();
    if (r.atEnd) return false;
    if (!crossed || this.#lax || r.indent() > this.#n) return true;
    this.stoppedAtIndent = true;
    return false;
  }

  /** Steps over a character that can begin nothing. */
  #unexpected(): void {
    const r = this.#r;
    if (r.atEnd || this.#broken) return;
    r.report(r.pos, r.pos + 1, `Unexpected \`${r.text[r.pos]}\``);
    r.pos++;
  }

  #missing(map: boolean): void {
    const r = this.#r;
    if (!map) r.open("map", r.pos, true);
    r.empty(r.pos);
    this.#value(-1);
    if (!map) r.close();
  }

  /** Takes back a look at what follows. */
  #backTo(pos: number, line: number): void {
    this.#r.pos = pos;
    this.#r.lineStart = line;
  }
}

/** Goes behind the brackets that begin here, strings in them skipped; to the end of the text where they are not closed. */
function skipBrackets(r: Reader): void {
  const token = /["'[\]{}\r\n]/g;
  let open = 0;
  token.lastIndex = r.pos;
  for (let match = token.exec(r.text); match; match = token.exec(r.text)) {
    const c = match[0];
    if (c === "[" || c === "{") open++;
    else if (c === "]" || c === "}") open--;
    r.pos = token.lastIndex;
    if (c === "\n" || c === "\r") r.lineStart = r.pos;
    if (open === 0) return;
  }
  r.pos = r.text.length;
}

interface Mark {
  readonly pos: number;
  readonly lineStart: number;
  readonly events: number;
  readonly problems: number;
}

function mark(r: Reader): Mark {
  return { pos: r.pos, lineStart: r.lineStart, events: r.events.length, problems: r.problems.length };
}

/** Takes back what was read since then, and returns it. */
function rewind(r: Reader, to: Mark): Pick<Reader, "events" | "problems" | "pos" | "lineStart"> {
  const { pos, lineStart } = r;
  const taken = { events: r.events.splice(to.events), problems: r.problems.splice(to.problems), pos, lineStart };
  r.pos = to.pos;
  r.lineStart = to.lineStart;
  return taken;
}
