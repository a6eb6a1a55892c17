// Reads Go's string and character literals.

import { fromBytes } from "./go-string.ts";

const simple: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};
const MAX_RUNE = 0x10ffff;

/** strconv.Unquote of a literal in double or back quotes; undefined: "invalid syntax". */
export function unquote(literal: string): string | undefined {
  const body = literal.slice(1, -1);
  // Go drops carriage returns from raw strings.
  if (literal.startsWith("`")) return body.replaceAll("\r", "");
  if (!body.includes("\\")) return body;
  let text = "";
  let bytes: number[] = [];
  for (let at = 0; at < body.length;) {
    const part = unquotePart(body, at, '"');
    if (!part) return undefined;
    // Escaped bytes may be a rune only together with their neighbours.
    if (part.byte !== undefined) bytes.push(part.byte);
    else {
      text += bytes.length > 0 ? fromBytes(Uint8Array.from(bytes)) : "";
      bytes = [];
      text += part.text;
    }
    at = part.end;
  }
  return bytes.length > 0 ? text + fromBytes(Uint8Array.from(bytes)) : text;
}

/** The code of a character literal with its quotes; "syntax": it can't be read; "malformed": it holds more than one. */
export function unquoteChar(literal: string): number | "syntax" | "malformed" {
  const part = unquotePart(literal, 1, "'");
  if (!part) return "syntax";
  if (literal.slice(part.end) !== "'") return "malformed";
  return part.byte ?? part.text.codePointAt(0) ?? 0;
}

interface Part {
  readonly text: string;
  /** Of `\xff` and `\377`, from 0x80 on. */
  readonly byte?: number;
  readonly end: number;
}

function unquotePart(body: string, at: number, mark: string): Part | undefined {
  const rune = String.fromCodePoint(body.codePointAt(at) ?? 0);
  if (rune === mark) return undefined;
  if (rune !== "\\") return { text: rune, end: at + rune.length };
  const letter = body[at + 1] ?? "";
  if (letter === mark) return { text: mark, end: at + 2 };
  const known = simple[letter];
  if (known) return { text: known, end: at + 2 };
  const [radix, width, skip] =
    letter === "x" ? [16, 2, 2] : letter === "u" ? [16, 4, 2] : letter === "U" ? [16, 8, 2] : [8, 3, 1];
  const digits = body.slice(at + skip, at + skip + width);
  if (digits.length < width || !(radix === 16 ? /^[\da-fA-F]+$/ : /^[0-7]+$/).test(digits)) return undefined;
  const code = Number.parseInt(digits, radix);
  const end = at + skip + width;
  if (letter === "u" || letter === "U") {
    const isScalar = code <= MAX_RUNE && (code < 0xd800 || code > 0xdfff);
    return isScalar ? { text: String.fromCodePoint(code), end } : undefined;
  }
  if (code > 0xff) return undefined;
  return code < 0x80 ? { text: String.fromCharCode(code), end } : { text: "", byte: code, end };
}
