// Writes one scalar as Go's YAML emitter does: which style it takes, where it folds, what it escapes.

import { byteLength } from "../template/go-string.ts";
import { plainType } from "../yaml/scalar.ts";

export type ScalarStyle = "plain" | "single" | "double" | "literal";

/** What differs between the two emitters that Helm has: yaml.v2 behind `toYaml`, yaml.v3 behind `toYamlPretty`. */
export interface EmitterDialect {
  /** Past this column a space becomes a line break. */
  readonly width: number;
  /** Whether a text must be quoted to stay a string. */
  readonly isAmbiguous: (text: string) => boolean;
}

export interface WrittenScalar {
  readonly text: string;
  readonly style: ScalarStyle;
}

/** Where a scalar is written. */
export interface ScalarPlace {
  /** How many characters stand before it in its line. */
  readonly column: number;
  /** The indentation of its further lines. */
  readonly indent: number;
  /** It is a key without `?`: on one line, never empty. */
  readonly isSimpleKey: boolean;
}

/** A string as a scalar that reads back as the same string. */
export function writeString(text: string, place: ScalarPlace, dialect: EmitterDialect): WrittenScalar {
  if (isShortWord(text) && !dialect.isAmbiguous(text)) return { text, style: "plain" };
  const style = styleOf(text, place.isSimpleKey, dialect);
  switch (style) {
    case "plain":
      return { text: foldPlain(text, place, dialect.width), style };
    case "single":
      return { text: writeSingle(text, place, dialect.width), style };
    case "double":
      return { text: writeDouble(text, place, dialect.width), style };
    case "literal":
      return { text: writeLiteral(text, place.indent), style };
  }
}

/** yaml.v2 quotes what it would itself read as another type, and YAML 1.1's base-60 numbers. */
export function isAmbiguousV2(text: string): boolean {
  return text === "" || plainType(text) !== "string" || isTimestamp(text) || isBase60(text);
}

/** Whether a key is written without `? `: on one line, of at most 128 bytes. */
export function canBeSimpleKey(key: string): boolean {
  return !LINE_BREAK.test(key) && (key.length <= 42 || byteLength(key) <= 128);
}

const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/;
const FOLLOWED_BY_SPACE = /[?:-](?=[ \t]|$)/y;

/** The commonest texts, about which no rule has anything to say. */
function isShortWord(text: string): boolean {
  return text.length <= 40 && /^[A-Za-z0-9_/.][\w./-]*$/.test(text) && !text.startsWith("...");
}

function styleOf(text: string, isSimpleKey: boolean, dialect: EmitterDialect): ScalarStyle {
  const { allowsPlain, allowsSingle, allowsBlock, isMultiline } = look(text);
  if (isSimpleKey && isMultiline) return "double";
  if (text.includes("\n")) return allowsBlock && !isSimpleKey ? "literal" : "double";
  if (dialect.isAmbiguous(text)) return "double";
  if (allowsPlain && !(text === "" && isSimpleKey)) return "plain";
  return allowsSingle ? "single" : "double";
}

interface Look {
  readonly allowsPlain: boolean;
  readonly allowsSingle: boolean;
  readonly allowsBlock: boolean;
  readonly isMultiline: boolean;
}

function look(text: string): Look {
  if (text === "") return { allowsPlain: true, allowsSingle: true, allowsBlock: false, isMultiline: false };
  const isMultiline = LINE_BREAK.test(text);
  const isSpecial = UNPRINTABLE.test(text);
  const hasIndicator = startsLikeIndicator(text) || /:(?:[ \t]|$)|[ \t\n\r\u0085\u2028\u2029]#/.test(text);
  const spaceBeforeBreak = / [\n\r\u0085\u2028\u2029]/.test(text);
  const breakBeforeSpace = /[\n\r\u0085\u2028\u2029] /.test(text);
  const endsBlank = /^[ \n\r\u0085\u2028\u2029]|[ \n\r\u0085\u2028\u2029]$/.test(text);
  const isOdd = spaceBeforeBreak || isSpecial;
  return {
    allowsPlain: !endsBlank && !breakBeforeSpace && !isOdd && !isMultiline && !hasIndicator,
    allowsSingle: !breakBeforeSpace && !isOdd,
    allowsBlock: !text.endsWith(" ") && !isOdd,
    isMultiline,
  };
}

function startsLikeIndicator(text: string): boolean {
  if (/^(?:---|\.\.\.)/.test(text)) return true;
  if ("#,[]{}&*!|>'\"%@`".includes(text.charAt(0))) return true;
  FOLLOWED_BY_SPACE.lastIndex = 0;
  return FOLLOWED_BY_SPACE.test(text);
}

/** What Go's emitter does not take for printable: controls, a byte order mark, and all that needs two UTF-16 units. */
const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

function foldPlain(text: string, { column, indent, isSimpleKey }: ScalarPlace, width: number): string {
  return isSimpleKey || column + text.length <= width ? text : fold(text, column, indent, width, false);
}

function writeSingle(text: string, { column, indent, isSimpleKey }: ScalarPlace, width: number): string {
  const quoted = text.replaceAll("'", "''");
  if (!LINE_BREAK.test(text) && (isSimpleKey || column + quoted.length <= width)) return `'${quoted}'`;
  return `'${fold(text, column + 1, isSimpleKey ? -1 : indent, width, true)}'`;
}

/** Breaks lines at single spaces past the width; `quoted`: as between single quotes. */
function fold(text: string, column: number, indent: number, width: number, quoted: boolean): string {
  const margin = " ".repeat(Math.max(indent, 0));
  let out = "";
  let at = column;
  let afterSpace = false;
  let afterBreak = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === " ") {
      const mayBreak = indent >= 0 && !afterSpace && at > width && text.charAt(i + 1) !== " ";
      if (mayBreak && (!quoted || (i > 0 && i < text.length - 1))) {
        out += `\n${margin}`;
        at = margin.length;
      } else {
        out += c;
        at++;
      }
      afterSpace = true;
    } else if (LINE_BREAK.test(c)) {
      out += !afterBreak && c === "\n" ? "\n\n" : c;
      at = 0;
      afterBreak = true;
    } else {
      if (afterBreak) {
        out += margin;
        at = margin.length;
      }
      out += quoted && c === "'" ? "''" : c;
      at += quoted && c === "'" ? 2 : 1;
      afterSpace = afterBreak = false;
    }
  }
  return out;
}

function writeDouble(text: string, { column, indent, isSimpleKey }: ScalarPlace, width: number): string {
  const margin = " ".repeat(Math.max(indent, 0));
  let out = '"';
  let at = column + 1;
  let afterSpace = false;
  for (let i = 0; i < text.length; i++) {
    const c = String.fromCodePoint(text.codePointAt(i)!);
    i += c.length - 1;
    if (c === " ") {
      if (!isSimpleKey && !afterSpace && at > width && i > 0 && i < text.length - 1) {
        out += `\n${margin}`;
        at = margin.length;
        if (text.charAt(i + 1) === " ") {
          out += "\\";
          at++;
        }
      } else {
        out += c;
        at++;
      }
      afterSpace = true;
      continue;
    }
    const written = escaped(c);
    out += written;
    at += written.length;
    afterSpace = false;
  }
  return `${out}"`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\0", "\\0"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ["\x1b", "\\e"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\u0085", "\\N"],
  ["\u2028", "\\L"],
  ["\u2029", "\\P"],
]);

function escaped(c: string): string {
  const known = ESCAPES.get(c);
  if (known !== undefined) return known;
  if (!UNPRINTABLE.test(c)) return c;
  const code = c.codePointAt(0)!;
  const [letter, width] = code <= 0xff ? ["x", 2] : code <= 0xffff ? ["u", 4] : ["U", 8];
  return `\\${letter}${code.toString(16).toUpperCase().padStart(width, "0")}`;
}

function writeLiteral(text: string, indent: number): string {
  const margin = " ".repeat(Math.max(indent, 0));
  const hint = / |[\n\r\u0085\u2028\u2029]/.test(text.charAt(0)) ? "2" : "";
  const last = text.charAt(text.length - 1);
  const before = text.charAt(text.length - 2);
  const chomp = !LINE_BREAK.test(last) ? "-" : text.length === 1 || LINE_BREAK.test(before) ? "+" : "";
  return `|${hint}${chomp}\n${text.replace(/[^\n\r\u0085\u2028\u2029]+/g, (line) => margin + line)}`;
}

function isTimestamp(text: string): boolean {
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d))|(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?))?$/.exec(
      text,
    );
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return false;
  const [hour, minute, second] = [match[4] ?? match[7] ?? "0", match[5] ?? match[8] ?? "0", match[6] ?? match[9] ?? "0"];
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function isBase60(text: string): boolean {
  return /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text);
}
