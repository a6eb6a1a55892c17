// Formats arguments by a format string as Go's Sprintf does, and joins them as Sprint and Sprintln do, each with its trace.

import { format, stringOf, textOf } from "./go-print.ts";
import type { Flags } from "./go-print.ts";
import { quote } from "./go-quote.ts";
import { isNil, typeOf } from "./go-type.ts";
import { deepTrace, joined, mapped, sliced } from "./traced-text.ts";
import { Int, literal } from "./value.ts";
import type { Traced, Value } from "./value.ts";

type Spend = (characters: number) => void;
const freely: Spend = () => {};

/** Greater widths and precisions count as none. */
const SIZE_LIMIT = 1_000_000n;

/** fmt.Sprint: a space between two neighbours that are both no strings. */
export function sprint(args: readonly Traced[]): Traced<string> {
  const pieces: Traced<string>[] = [];
  for (const [i, arg] of args.entries()) {
    if (i > 0 && typeof arg.value !== "string" && typeof args[i - 1]!.value !== "string") pieces.push(space);
    pieces.push(printed(arg));
  }
  return joined(pieces);
}

/** fmt.Sprintln: a space between all, a line break behind. */
export function sprintln(args: readonly Traced[]): Traced<string> {
  return joined([...args.flatMap((arg, i) => (i > 0 ? [space, printed(arg)] : [printed(arg)])), literal("\n")]);
}

/** What `{{ value }}` writes. */
export function printed(arg: Traced): Traced<string> {
  return isText(arg) ? arg : { value: textOf(arg.value), trace: deepTrace(arg) };
}

/** Sprig's strval: a string is itself, bytes are text, all others print. */
export function stringed(arg: Traced): Traced<string> {
  return isText(arg) ? arg : { value: stringOf(arg.value), trace: deepTrace(arg) };
}

/** `"…"` with Go's escapes; what stands between the quotes keeps its stretches. */
export function quoted(text: Traced<string>, asciiOnly = false): Traced<string> {
  return joined([mark, mapped(text, (part) => quote(part, asciiOnly).slice(1, -1)), mark]);
}

/** fmt.Sprintf, with all its `%!` complaints. `spend` is asked before widths of more than a thousand characters are filled. */
export function sprintf(text: Traced<string>, args: readonly Traced[], spend: Spend = freely): Traced<string> {
  const { value } = text;
  const pieces: Traced<string>[] = [];
  const state: State = { format: value, args, at: 0, next: 0, reordered: false, goodIndex: true, afterIndex: false };
  while (state.at < value.length) {
    const percent = value.indexOf("%", state.at);
    if (percent < 0) {
      pieces.push(sliced(text, state.at));
      state.at = value.length;
      break;
    }
    if (percent > state.at) pieces.push(sliced(text, state.at, percent));
    state.at = percent + 1;
    pieces.push(...directive(state, spend));
  }
  if (!state.reordered && state.next < args.length) pieces.push(...extra(args.slice(state.next)));
  return joined(pieces);
}

interface State {
  readonly format: string;
  readonly args: readonly Traced[];
  /** Behind what was read. */
  at: number;
  /** The argument that comes next. */
  next: number;
  /** An index such as `[1]` was seen: unused arguments are not told. */
  reordered: boolean;
  goodIndex: boolean;
  afterIndex: boolean;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** From behind the `%` to behind the verb. */
function directive(state: State, spend: Spend): Traced<string>[] {
  const { format: text } = state;
  const complaints: Traced<string>[] = [];
  const flags = readFlags(state);
  state.goodIndex = true;
  state.afterIndex = false;
  readIndex(state);
  readWidth(state, flags, complaints);
  if (text[state.at] === "." && state.at + 1 < text.length) readPrecision(state, flags, complaints);
  if (!state.afterIndex) readIndex(state);
  if (state.at >= text.length) return [...complaints, literal("%!(NOVERB)")];
  const verb = String.fromCodePoint(text.codePointAt(state.at)!);
  state.at += verb.length;
  const { width = 0, precision = 0 } = flags;
  if (width + precision > 1000) spend(width + precision);
  return [...complaints, ...write(state, verb, flags)];
}

function write(state: State, verb: string, flags: Writable<Flags>): Traced<string>[] {
  if (verb === "%") return [literal("%")];
  if (!state.goodIndex) return [literal(`%!${verb}(BADINDEX)`)];
  if (state.next >= state.args.length) return [literal(`%!${verb}(MISSING)`)];
  const arg = state.args[state.next++]!;
  if (verb === "v" || verb === "w") {
    if (flags.sharp) [flags.sharp, flags.sharpV] = [false, true];
    if (flags.plus) [flags.plus, flags.plusV] = [false, true];
  }
  return [formatted(arg, verb, flags)];
}

/** One argument; strings keep their stretches. `%w` is for errors, which templates have none of. */
function formatted(arg: Traced, verb: string, flags: Flags): Traced<string> {
  if (isText(arg) && flags.precision === undefined) {
    const isPlain = verb === "s" || (verb === "v" && !flags.sharpV);
    const isQuoted = verb === "q" && !flags.sharp;
    if (isPlain && flags.width === undefined) return arg;
    if (isPlain || isQuoted) return padded(isPlain ? arg : quoted(arg, flags.plus), format(arg.value, verb, flags));
  }
  return { value: format(arg.value, verb, flags), trace: deepTrace(arg) };
}

/** `text` within `whole`, which is wider by what pads it. */
function padded(text: Traced<string>, whole: string): Traced<string> {
  if (whole.length === text.value.length) return text;
  const from = whole.startsWith(text.value) ? 0 : whole.length - text.value.length;
  return joined([literal(whole.slice(0, from)), text, literal(whole.slice(from + text.value.length))]);
}

function readFlags(state: State): Writable<Flags> {
  const flags: Writable<Flags> = {};
  for (; state.at < state.format.length; state.at++) {
    const flag = state.format[state.at];
    if (flag === "#") flags.sharp = true;
    else if (flag === "0") flags.zero = true;
    else if (flag === "+") flags.plus = true;
    else if (flag === "-") flags.minus = true;
    else if (flag === " ") flags.space = true;
    else break;
  }
  return flags;
}

function readWidth(state: State, flags: Writable<Flags>, complaints: Traced<string>[]): void {
  if (state.format[state.at] === "*") {
    state.at++;
    const width = sizeArgument(state);
    if (width === undefined) complaints.push(literal("%!(BADWIDTH)"));
    else flags.width = Math.abs(width);
    if (width !== undefined && width < 0) [flags.minus, flags.zero] = [true, false];
    state.afterIndex = false;
    return;
  }
  const width = readNumber(state);
  if (width === undefined) return;
  flags.width = width;
  if (state.afterIndex) state.goodIndex = false;
}

function readPrecision(state: State, flags: Writable<Flags>, complaints: Traced<string>[]): void {
  state.at++;
  if (state.afterIndex) state.goodIndex = false;
  readIndex(state);
  if (state.format[state.at] === "*") {
    state.at++;
    const precision = sizeArgument(state);
    if (precision === undefined || precision < 0) complaints.push(literal("%!(BADPREC)"));
    else flags.precision = precision;
    state.afterIndex = false;
    return;
  }
  flags.precision = readNumber(state) ?? 0;
}

/** Decimal digits; a number past the limit swallows the rest of the format, as in Go. */
function readNumber(state: State): number | undefined {
  const digits = /^\d+/.exec(state.format.slice(state.at, state.at + 10))?.[0];
  if (digits === undefined) return undefined;
  if (digits.length > 7 && BigInt(digits.slice(0, -1)) > SIZE_LIMIT) {
    state.at = state.format.length;
    return undefined;
  }
  state.at += digits.length;
  return Number(digits);
}

/** The argument of a `*`. */
function sizeArgument(state: State): number | undefined {
  const arg = state.args[state.next];
  if (!arg) return undefined;
  state.next++;
  const { value } = arg;
  if (!(value instanceof Int) || value.value > SIZE_LIMIT || value.value < -SIZE_LIMIT) return undefined;
  return Number(value.value);
}

/** `[2]`: which argument is next. */
function readIndex(state: State): void {
  const { format: text, at } = state;
  state.afterIndex = false;
  if (text[at] !== "[") return;
  state.reordered = true;
  const close = text.indexOf("]", at);
  const isOpen = close < 0 || text.length - at < 3;
  const digits = isOpen ? "" : text.slice(at + 1, close);
  state.at = isOpen ? at + 1 : close + 1;
  state.afterIndex = /^\d{1,7}$/.test(digits);
  const index = Number(digits) - 1;
  if (state.afterIndex && index >= 0 && index < state.args.length) state.next = index;
  else state.goodIndex = false;
}

/** `%!(EXTRA int=2, string=a)` */
function extra(args: readonly Traced[]): Traced<string>[] {
  const described = args.flatMap((arg, i) => [literal(i > 0 ? ", " : ""), ...describe(arg)]);
  return [literal("%!(EXTRA "), ...described, literal(")")];
}

function describe(arg: Traced): Traced<string>[] {
  if (isNil(arg.value)) return [literal("<nil>")];
  return [literal(`${typeOf(arg.value)}=`), printed(arg)];
}

function isText(arg: Traced<Value>): arg is Traced<string> {
  return typeof arg.value === "string";
}

const space = literal(" ");
const mark = literal('"');
