// The place in a broken document that is being read, and what was made of it so far.

import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from "js-yaml";
import type { ScalarEvent } from "js-yaml";
import type { ParseEvent } from "./from-events.ts";
import { isBlank, isBreak, lineEnd } from "./gap.ts";
import { endsToken, findKeyColon, isSpace, lineStartOf } from "./recovery-line.ts";
import type { YamlProblem } from "./tree.ts";

export type Properties = Pick<ScalarEvent, "anchorStart" | "anchorEnd" | "tagStart" | "tagEnd">;

export const NO_PROPERTIES: Properties = { anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 };

/** What is written about a scalar in its event. */
export type ScalarFacts = Partial<Pick<ScalarEvent, "style" | "chomping" | "indent" | "fast">> & {
  readonly end?: number;
  readonly start?: number;
};

/** All offsets are into the whole document; `text` ends where the document ends. */
export class Reader {
  readonly text: string;
  events: ParseEvent[] = [];
  problems: YamlProblem[] = [];
  /** Where the next character is read. */
  pos: number;
  /** Where the line of `pos` starts. */
  lineStart: number;
  /** How many nodes the one being read lies in. */
  depth = 0;
  /** Whether something was accepted that YAML 1.2 forbids and Go allows. */
  lenient = false;
  /** The block sequence closed last: the index of the event that did it, and the column of its dashes. */
  closedSeq: { readonly index: number; readonly column: number } | undefined;
  /** The columns of the block collections that are open, outermost first. */
  readonly columns: number[] = [];
  /** How many characters may still be read on trial. */
  laxBudget: number;
  #tabWidth = 0;
  /** The start of the line in which a tab was found last. */
  #tabLine = -1;
  #keyAt = -1;
  #keyColon = -1;
  #templateEnd = 0;
  #sawTemplate = false;

  constructor(text: string, pos: number) {
    this.text = text;
    this.pos = this.lineStart = pos;
    this.laxBudget = 2 * text.length;
  }

  get atEnd(): boolean {
    return this.pos >= this.text.length;
  }

  /** The character code at `pos + ahead`; NaN behind the end. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.pos + ahead);
  }

  report(start: number, end: number, message: string, code: YamlProblem["code"] = "syntax"): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ start, end, code, severity: "error", message });
    else this.laxBudget = 0;
  }

  /** Reports the first place that is nested too deep. */
  reportDepth(start: number, end: number): void {
    if (this.problems.some(({ code }) => code === "too-deep")) return;
    this.report(start, end, `YAML nested in more than ${MAX_DEPTH} levels is not read`, "too-deep");
  }

  /** Goes to the next character that is neither white space nor comment; whether that is in another line. */
  skipGap(): boolean {
    const { text } = this;
    let crossed = false;
    for (; this.pos < text.length; this.pos++) {
      const c = text.charCodeAt(this.pos);
      if (isBreak(c)) {
        crossed = true;
        this.lineStart = this.pos + 1;
      } else if (c === 0x23 && this.#opensComment()) this.pos = lineEnd(text, this.pos) - 1;
      else if (!isBlank(c)) {
        if (!this.isLineStart() || !this.#skipNoise()) break;
      }
    }
    return crossed;
  }

  /** Goes to the next character in this line that is neither space nor tab. */
  skipSpaces(): void {
    while (isSpace(this.code())) this.pos++;
  }

  /** Goes to an offset ahead. */
  moveTo(pos: number): void {
    const start = lineStartOf(this.text, pos, this.pos);
    if (start > this.pos) this.lineStart = start;
    this.pos = pos;
  }

  /** Whether only white space stands before `pos` in its line. */
  isLineStart(): boolean {
    for (let i = this.pos - 1; i >= this.lineStart; i--) if (!isSpace(this.text.charCodeAt(i))) return false;
    return true;
  }

  /** The spaces that a line starts with: its indentation as YAML sees it. */
  indent(): number {
    let i = this.lineStart;
    while (this.text.charCodeAt(i) === 0x20) i++;
    return i - this.lineStart;
  }

  /**
   * The column of `pos`. A tab in front of the line's content counts like a step of indentation; but where the next line
   * has none and stands in the column of an open collection, this line most likely belongs there, too.
   */
  column(): number {
    const column = this.pos - this.lineStart;
    const tabs = this.#tabs();
    if (tabs === 0) return column;
    const next = this.#nextIndent();
    if (next >= 0 && this.columns.includes(next)) return next + column - this.#blanks();
    return column + tabs * (this.#stepWidth() - 1);
  }

  /** Reports a tab before `pos` at the start of its line, unless the line above had one, too. */
  reportTab(): void {
    if (this.#tabs() === 0) return;
    const tab = this.text.indexOf("\t", this.lineStart);
    const last = this.#tabLine;
    this.#tabLine = this.lineStart;
    if (last >= 0 && this.text.slice(lineEnd(this.text, last), this.lineStart).trim() === "") return;
    this.report(tab, tab + 1, "A tab cannot indent YAML; use spaces");
  }

  /** Whether the indicator stands here with white space behind it. */
  isIndicator(c: number): boolean {
    return this.code() === c && endsToken(this.code(1));
  }

  /** Where the colon of a key stands that begins at `pos` and ends in its line, or -1. */
  keyColon(): number {
    if (this.#keyAt !== this.pos) {
      this.#keyAt = this.pos;
      this.#keyColon = findKeyColon(this.text, this.pos, (at) => this.templateEnd(at));
    }
    return this.#keyColon;
  }

  /** The offset behind the `}}` of the template action at `at`, or -1. */
  templateEnd(at: number): number {
    if (this.#templateEnd >= 0 && this.#templateEnd < at + 4) {
      const found = this.text.indexOf("}}", at + 2);
      this.#templateEnd = found < 0 ? -1 : found + 2;
    }
    return this.#templateEnd - at > LONGEST_ACTION ? -1 : this.#templateEnd;
  }

  /** Reports the first template action of the document. */
  reportTemplate(start: number, end: number): void {
    if (!this.#sawTemplate) this.report(start, end, TEMPLATE);
    this.#sawTemplate = true;
  }

  scalar(start: number, end: number, properties: Properties, facts: ScalarFacts = PLAIN): void {
    this.events.push({
      type: EVENT_ID.SCALAR,
      valueStart: start,
      valueEnd: end,
      anchorStart: properties.anchorStart,
      anchorEnd: properties.anchorEnd,
      tagStart: properties.tagStart,
      tagEnd: properties.tagEnd,
      style: facts.style ?? SCALAR_STYLE.PLAIN,
      chomping: facts.chomping ?? CHOMPING_MODE.CLIP,
      indent: facts.indent ?? -1,
      fast: facts.fast ?? true,
      start: facts.start,
      end: facts.end,
      colon: undefined,
    });
  }

  /** What is not written. */
  empty(at: number): void {
    this.scalar(at, at, NO_PROPERTIES);
  }

  /** Opens a collection; at `index` among the events where its first child was read already. */
  open(
    type: "map" | "seq",
    start: number,
    flow: boolean,
    properties: Properties = NO_PROPERTIES,
    index = this.events.length,
  ): void {
    const event: ParseEvent = {
      type: type === "map" ? EVENT_ID.MAPPING : EVENT_ID.SEQUENCE,
      start,
      ...properties,
      style: flow ? COLLECTION_STYLE.FLOW : COLLECTION_STYLE.BLOCK,
    };
    this.events.splice(index, 0, event);
  }

  /** Closes the collection opened last; `end` is where a flow collection ends. */
  close(end?: number): void {
    this.events.push(end === undefined ? { type: EVENT_ID.POP } : { type: EVENT_ID.POP, end });
  }

  /** Takes back the events from `index` on. */
  forget(index: number): void {
    this.events.length = index;
    if (this.closedSeq && this.closedSeq.index >= index) this.closedSeq = undefined;
  }

  /** Notes where the colon before the value stands that was read from event `index` on. */
  colon(index: number, colon: number): void {
    const event = this.events[index];
    if (event) event.colon = colon;
  }

  #opensComment(): boolean {
    return this.pos === this.lineStart || isSpace(this.text.charCodeAt(this.pos - 1));
  }

  #tabs(): number {
    let tabs = 0;
    for (let i = this.lineStart; i < this.pos; i++) {
      const c = this.text.charCodeAt(i);
      if (c === 0x09) tabs++;
      else if (c !== 0x20) break;
    }
    return tabs;
  }

  /** The characters of white space that the line starts with. */
  #blanks(): number {
    let i = this.lineStart;
    while (isSpace(this.text.charCodeAt(i))) i++;
    return i - this.lineStart;
  }

  /** How far the next line is indented by spaces; -1 where it has tabs or nothing else. */
  #nextIndent(): number {
    const start = lineEnd(this.text, this.pos) + 1;
    let i = start;
    while (this.text.charCodeAt(i) === 0x20) i++;
    return endsToken(this.text.charCodeAt(i)) ? -1 : i - start;
  }

  #stepWidth(): number {
    this.#tabWidth ||= Math.min(/^( {1,8})[^\s#]/m.exec(this.text)?.[1]?.length ?? 2, 8);
    return this.#tabWidth;
  }

  /** Skips a line that is no YAML: template actions alone, or the marker of a merge conflict. */
  #skipNoise(): boolean {
    const { text, pos } = this;
    const c = text.charCodeAt(pos);
    if (c === 0x7b && text.charCodeAt(pos + 1) === 0x7b) return this.#skipActions();
    if (pos !== this.lineStart || !CONFLICT.test(text.slice(pos, pos + 8))) return false;
    this.pos = lineEnd(text, pos) - 1;
    if (c === 0x3c) this.report(pos, pos + 7, "The conflict of a merge is not resolved here");
    return true;
  }

  #skipActions(): boolean {
    let at = this.pos;
    while (this.text.startsWith("{{", at)) {
      const end = this.templateEnd(at);
      if (end < 0) return false;
      at = end;
      while (isSpace(this.text.charCodeAt(at))) at++;
    }
    if (at < this.text.length && !isBreak(this.text.charCodeAt(at)) && this.text[at] !== "#") return false;
    this.reportTemplate(this.pos, Math.min(at, lineEnd(this.text, this.pos)));
    const line = lineEnd(this.text, at);
    this.lineStart = Math.max(this.lineStart, this.text.lastIndexOf("\n", line - 1) + 1);
    this.pos = line - 1;
    return true;
  }
}

const PLAIN: ScalarFacts = {};

/** Nodes lie in so many others at most; what is deeper is not read. */
export const MAX_DEPTH = 200;

/** Of more problems the first ones are told. */
export const MOST_PROBLEMS = 1_000;

/** An action longer than this is taken for text. */
const LONGEST_ACTION = 10_000;

const TEMPLATE = "A template action `{{ … }}` is no YAML; put the value in quotes, or render the template first";
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/;
