// Reads JSON as Go's encoding/json does, with its error texts.

import type { Span } from "../base/span.ts";
import { Dict, List } from "../template/value.ts";
import type { Trace, Traced } from "../template/value.ts";

/** Why a text is no JSON: Go's text. */
export class JsonSyntaxError extends Error {}

/** All of a text as one value. */
export function readJson(text: string, traceOf: (span: Span) => Trace): Traced {
  const reader = new Reader(text, traceOf);
  const value = reader.value(0);
  reader.end();
  if (reader.outOfRange !== undefined && typeof value.value !== "number")
    throw new JsonSyntaxError(`json: cannot unmarshal number ${reader.outOfRange} into Go value of type float64`);
  return value;
}

/** One value at the start of a text, and where it ends; what follows does not matter. */
export function readJsonPrefix(text: string, traceOf: (span: Span) => Trace): { readonly value: Traced; readonly end: number } {
  const reader = new Reader(text, traceOf);
  const value = reader.value(0);
  return { value, end: reader.at };
}

const DEEPEST = 10_000;

class Reader {
  at = 0;
  /** The first number that is too large for a float64. */
  outOfRange: string | undefined;

  constructor(
    readonly text: string,
    readonly traceOf: (span: Span) => Trace,
  ) {}

  value(depth: number): Traced {
    if (depth > DEEPEST) throw new JsonSyntaxError("exceeded max depth");
    this.#space();
    const start = this.at;
    const value = this.#bare(depth);
    return { value, trace: this.traceOf({ start, end: this.at }) };
  }

  end(): void {
    this.#space();
    if (this.at < this.text.length) this.#fail("after top-level value");
  }

  #bare(depth: number): Traced["value"] {
    const c = this.text.charAt(this.at);
    if (c === "{") return this.#object(depth);
    if (c === "[") return this.#array(depth);
    if (c === '"') return this.#string();
    if (c === "t") return this.#word("true", true);
    if (c === "f") return this.#word("false", false);
    if (c === "n") return this.#word("null", null);
    if (c === "-" || (c >= "0" && c <= "9")) return this.#number();
    return this.#fail("looking for beginning of value");
  }

  #object(depth: number): Dict {
    const entries = new Map<string, Traced>();
    this.at++;
    this.#space();
    if (this.#take("}")) return new Dict(entries);
    for (;;) {
      this.#space();
      if (this.text.charAt(this.at) !== '"') this.#fail("looking for beginning of object key string");
      const key = this.#string();
      this.#space();
      if (!this.#take(":")) this.#fail("after object key");
      entries.set(key, this.value(depth + 1));
      this.#space();
      if (this.#take("}")) return new Dict(entries);
      if (!this.#take(",")) this.#fail("after object key:value pair");
    }
  }

  #array(depth: number): List {
    const items: Traced[] = [];
    this.at++;
    this.#space();
    if (this.#take("]")) return new List(items);
    for (;;) {
      items.push(this.value(depth + 1));
      this.#space();
      if (this.#take("]")) return new List(items);
      if (!this.#take(",")) this.#fail("after array element");
    }
  }

  #string(): string {
    let out = "";
    let from = ++this.at;
    for (;;) {
      const c = this.text.charAt(this.at);
      if (c === '"') break;
      if (c === "" || c < " ") this.#fail("in string literal");
      if (c === "\\") {
        out += this.text.slice(from, this.at) + this.#escape();
        from = this.at;
      } else this.at++;
    }
    out += this.text.slice(from, this.at++);
    return out.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  }

  #escape(): string {
    this.at++;
    const c = this.text.charAt(this.at);
    const known = ESCAPES.get(c);
    if (known !== undefined) {
      this.at++;
      return known;
    }
    if (c !== "u") this.#fail("in string escape code");
    for (let i = 0; i < 4; i++) {
      this.at++;
      if (!/[0-9a-fA-F]/.test(this.text.charAt(this.at))) this.#fail("in \\u hexadecimal character escape");
    }
    this.at++;
    return String.fromCharCode(Number.parseInt(this.text.slice(this.at - 4, this.at), 16));
  }

  #word<T>(word: string, value: T): T {
    for (let i = 1; i < word.length; i++) {
      this.at++;
      if (this.text.charAt(this.at) !== word.charAt(i)) this.#fail(`in literal ${word} (expecting ${quoteChar(word.charAt(i))})`);
    }
    this.at++;
    return value;
  }

  #number(): number {
    const start = this.at;
    this.#take("-");
    if (!this.#take("0")) this.#digits("in numeric literal");
    if (this.#take(".")) this.#digits("after decimal point in numeric literal");
    if (this.#take("e") || this.#take("E")) {
      if (!this.#take("+")) this.#take("-");
      this.#digits("in exponent of numeric literal");
    }
    const text = this.text.slice(start, this.at);
    const value = Number(text);
    if (!Number.isFinite(value)) this.outOfRange ??= text;
    return value;
  }

  #digits(where: string): void {
    if (!isDigit(this.text.charAt(this.at))) this.#fail(where);
    while (isDigit(this.text.charAt(this.at))) this.at++;
  }

  #take(c: string): boolean {
    if (this.text.charAt(this.at) !== c) return false;
    this.at++;
    return true;
  }

  #space(): void {
    while (" \t\r\n".includes(this.text.charAt(this.at)) && this.at < this.text.length) this.at++;
  }

  #fail(where: string): never {
    if (this.at >= this.text.length) {
      // At the end Go tries a space.
      if (TOKEN_PART.test(where)) throw new JsonSyntaxError(`invalid character ' ' ${where}`);
      throw new JsonSyntaxError("unexpected end of JSON input");
    }
    throw new JsonSyntaxError(`invalid character ${quoteChar(firstByte(this.text, this.at))} ${where}`);
  }
}

/** Where a space cannot stand. */
const TOKEN_PART = /numeric literal|in literal|escape/;

function isDigit(c: string): boolean {
  return c >= "0" && c <= "9";
}

/** Go looks at bytes and prints the first one of a letter that has several. */
function firstByte(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  if (code < 0x80) return text.charAt(at);
  return String.fromCharCode(code < 0x800 ? 0xc0 | (code >> 6) : code < 0x10000 ? 0xe0 | (code >> 12) : 0xf0 | (code >> 18));
}

function quoteChar(c: string): string {
  if (c === "'") return String.raw`'\''`;
  if (c === '"') return `'"'`;
  const quoted = JSON.stringify(c).slice(1, -1);
  if (c < " " || c === "\x7f" || (c >= "\x80" && c <= "\xa0"))
    return `'${CONTROL.get(c) ?? `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`}'`;
  return `'${quoted}'`;
}

const CONTROL: ReadonlyMap<string, string> = new Map([
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
