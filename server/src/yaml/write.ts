// Writes scalars so that every reader of YAML 1.1 or 1.2 takes them for what they are.

import { Hole } from "./edit.ts";
import type { YamlValue } from "./edit.ts";
import type { Piece } from "./write-piece.ts";

/** A value without values in it. */
export type Leaf = string | number | boolean | null | Hole;

export type Quotes = "plain" | "single" | "double";

/** Where a scalar is to stand. */
export interface ScalarPlace {
  /** Between `{}` or `[]`, where `,[]{}` end a plain scalar. */
  readonly flow?: boolean;
  /** How strings are quoted that need no quotes. */
  readonly quotes?: Quotes;
}

/** Null, true and false as YAML 1.1 spells them. */
const WORD = /^(?:~|null|y|yes|n|no|true|false|on|off)$/i;
/** Decimal, octal, binary, hexadecimal, and base 60 (`12:30`), with the underscores that Go allows. */
const NUMBER =
  /^[-+]?(?:\.?\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?[\d_]+)?|0[box][\da-f_]*(?:\.[\da-f_]*)?(?:p[-+]?\d+)?|\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\.inf|\.nan)$/i;
const DATE = /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/;
const INDICATOR_FIRST = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?=\s|$))/;
const DOCUMENT_MARKER = /^(?:---|\.\.\.)/;
// oxlint-disable-next-line eslint/no-control-regex -- the characters that YAML does not print
const UNPRINTABLE = /[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

export function isLeaf(value: YamlValue): value is Leaf {
  return value === null || typeof value !== "object" || value instanceof Hole;
}

/** The scalar on one line. A hole is written as its default and marked, inside the quotes if it has some. */
export function writeLeaf(leaf: Leaf, place: ScalarPlace = {}): Piece {
  const value = leaf instanceof Hole ? leaf.value : leaf;
  const text = typeof value === "string" ? quoteIfNeeded(value, place) : writeLiteral(value);
  if (!(leaf instanceof Hole)) return { text, placeholders: [] };
  const quoted = typeof value === "string" && (text[0] === '"' || text[0] === "'") ? 1 : 0;
  return { text, placeholders: [{ start: quoted, end: text.length - quoted }] };
}

/** The string as it is where that reads as the same string, else in double quotes; in the wanted quotes where they can hold it. */
export function quoteIfNeeded(text: string, { flow = false, quotes = "plain" }: ScalarPlace = {}): string {
  if (quotes === "plain" && isPlain(text, flow)) return text;
  if (quotes === "single" && isPrintable(text)) return `'${text.replaceAll("'", "''")}'`;
  return doubleQuoted(text);
}

/** Whether a plain scalar with this text could be read as null, a boolean, a number, a date or a merge key. */
export function looksTyped(text: string): boolean {
  if (text === "" || text === "=" || text === "<<") return true;
  return text.length <= 400 && (WORD.test(text) || NUMBER.test(text) || DATE.test(text));
}

/** Whether the string can stand as a `|` block whose lines lose nothing; else it is better quoted. */
export function fitsLiteral(text: string): boolean {
  if (!text.includes("\n") || !/^\S/.test(text) || text.endsWith("\n\n")) return false;
  return text.split("\n").every((line) => isPrintable(line.replaceAll("\t", " ")) && !/[ \t]$/.test(line));
}

function isPlain(text: string, flow: boolean): boolean {
  if (looksTyped(text) || !isPrintable(text) || text.trim() !== text) return false;
  if (INDICATOR_FIRST.test(text) || DOCUMENT_MARKER.test(text)) return false;
  return !(/:\s|:$|\s#/.test(text) || (flow && /[,[\]{}]/.test(text)));
}

/** Whether it holds no line break, tab, control character or half of a surrogate pair. */
function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text.replace(SURROGATE_PAIR, ""));
}

/** JSON's escapes are a part of YAML's; what only YAML minds is escaped beside. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, unicodeEscape);
}

function unicodeEscape(character: string): string {
  return "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0");
}

function writeLiteral(value: number | boolean | null): string {
  if (typeof value !== "number" || Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
}
