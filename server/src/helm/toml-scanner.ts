// Reads the keys and values of TOML, as Go's BurntSushi/toml does.

import { momentIn, secondsOf, daysIn } from "../template/go-date.ts";
import { parseFloat64 } from "../template/go-float.ts";
import { quote } from "../template/go-quote.ts";
import { fixedZone, utc } from "../template/go-zone.ts";
import { timeValue } from "../template/functions/time-value.ts";
import { Int } from "../template/value.ts";
import type { Value } from "../template/value.ts";

/** Why a text is no TOML. The form is the Go library's; the words are where they are common. */
export class TomlReadError extends Error {}

export class TomlScanner {
  at = 0;
  /** The key that was read last, for messages. */
  lastKey = "";

  constructor(readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text.charAt(this.at);
  }

  take(wanted: string): boolean {
    if (!this.text.startsWith(wanted, this.at)) return false;
    this.at += wanted.length;
    return true;
  }

  /** Spaces and tabs. */
  skipBlanks(): void {
    while (this.peek() === " " || this.peek() === "\t") this.at++;
  }

  /** Blanks, comments and line ends. */
  skipSpace(): void {
    for (;;) {
      this.skipBlanks();
      if (this.peek() === "#") this.#skipComment();
      else if (!this.take("\n") && !this.take("\r\n")) return;
    }
  }

  /** Nothing may follow an item on its line. */
  endLine(): void {
    this.skipBlanks();
    if (this.peek() === "#") this.#skipComment();
    if (this.isAtEnd || this.take("\n") || this.take("\r\n")) return;
    this.fail(`expected a top-level item to end with a newline, comment, or EOF, but got ${this.shown()} instead`);
  }

  /** `a."b c".d` */
  keys(): string[] {
    const keys: string[] = [];
    do {
      this.skipBlanks();
      keys.push(this.#key());
      this.skipBlanks();
    } while (this.take("."));
    return keys;
  }

  /** A value that is neither array nor table. */
  scalar(): Value {
    if (this.peek() === '"' || this.peek() === "'") return this.string();
    const word = /[^\s,\]}#]*/y;
    word.lastIndex = this.at;
    let text = word.exec(this.text)?.[0] ?? "";
    // A space may stand between date and time.
    const time = /^\d{4}-\d\d-\d\d$/.test(text) ? /^ \d\d:\d\d[^\s,\]}#]*/.exec(this.text.slice(this.at + text.length)) : null;
    text += time?.[0] ?? "";
    const value = readWord(text);
    if (value === undefined) this.fail(text === "" ? `expected value but found ${this.shown()} instead` : describeBadWord(text));
    this.at += text.length;
    return value;
  }

  string(): string {
    if (this.take('"""')) return this.#multiline('"""', true);
    if (this.take("'''")) return this.#multiline("'''", false);
    const end = this.peek();
    this.at++;
    let out = "";
    for (;;) {
      const c = this.peek();
      if (this.isAtEnd) this.fail(`unexpected EOF; expected ${end === '"' ? `'"'` : `"'"`}`);
      if (c === "\n") this.fail("strings cannot contain newlines");
      if (this.take(end)) return out;
      out += c === "\\" && end === '"' ? this.#escape() : this.#character();
    }
  }

  fail(message: string): never {
    const line = this.text.slice(0, this.at).split("\n").length;
    const key = this.lastKey === "" ? "" : ` (last key ${quote(this.lastKey)})`;
    throw new TomlReadError(`toml: line ${line}${key}: ${message}`);
  }

  /** The next character as Go's `%q` shows it. */
  shown(): string {
    if (this.isAtEnd) return "end of file";
    const c = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    return c === "\n" ? "'\\n'" : `'${c}'`;
  }

  #key(): string {
    if (this.peek() === '"' || this.peek() === "'") return this.string();
    const bare = /[A-Za-z0-9_-]*/y;
    bare.lastIndex = this.at;
    const key = bare.exec(this.text)?.[0] ?? "";
    if (key === "") {
      if (this.peek() === "=") this.fail("unexpected '=': key name appears blank");
      if (this.peek() === ".") this.fail("unexpected '.': keys cannot start with a '.'");
      this.fail(`expected '.' or '=', but got ${this.shown()} instead`);
    }
    this.at += key.length;
    return key;
  }

  #multiline(end: string, hasEscapes: boolean): string {
    if (!this.take("\n")) this.take("\r\n");
    let out = "";
    for (;;) {
      if (this.isAtEnd) this.fail(`unexpected EOF; expected ${hasEscapes ? `'"""'` : `"'''"`}`);
      if (this.text.startsWith(end, this.at)) {
        // Up to two more quotes belong to the text.
        let more = 0;
        while (more < 2 && this.text.charAt(this.at + end.length + more) === end.charAt(0)) more++;
        this.at += end.length + more;
        return out + end.charAt(0).repeat(more);
      }
      if (hasEscapes && this.peek() === "\\") {
        const folded = /\\[ \t]*\r?\n\s*/y;
        folded.lastIndex = this.at;
        const match = folded.exec(this.text);
        if (match) this.at += match[0].length;
        else out += this.#escape();
      } else out += this.#character();
    }
  }

  #character(): string {
    const c = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    if ((c < " " && !"\t\n\r".includes(c)) || c === "\x7f")
      this.fail(`control characters are not allowed inside strings: '0x${c.charCodeAt(0).toString(16).padStart(2, "0")}'`);
    this.at += c.length;
    return c;
  }

  #escape(): string {
    const letter = this.text.charAt(this.at + 1);
    const known = ESCAPES.get(letter);
    if (known !== undefined) {
      this.at += 2;
      return known;
    }
    const digits = letter === "u" ? 4 : letter === "U" ? 8 : letter === "x" ? 2 : 0;
    if (digits === 0)
      this.fail(
        `invalid escape character '${letter}'; only the following escape characters are allowed: \\b, \\t, \\n, \\f, \\r, \\", \\\\, \\uXXXX, and \\UXXXXXXXX`,
      );
    const hex = this.text.slice(this.at + 2, this.at + 2 + digits);
    const code = Number.parseInt(hex, 16);
    if (hex.length < digits || !/^[0-9a-fA-F]+$/.test(hex) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      this.fail(`escaped character ${quote(hex)} is not valid UTF-8`);
    this.at += 2 + digits;
    return String.fromCodePoint(code);
  }

  #skipComment(): void {
    const end = this.text.indexOf("\n", this.at);
    this.at = end < 0 ? this.text.length : end;
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["t", "\t"],
  ["n", "\n"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  ['"', '"'],
  ["\\", "\\"],
]);

function readWord(text: string): Value {
  if (text === "true" || text === "false") return text === "true";
  if (/^[+-]?(?:0|[1-9](?:_?\d)*)$|^0x[0-9a-fA-F](?:_?[0-9a-fA-F])*$|^0o[0-7](?:_?[0-7])*$|^0b[01](?:_?[01])*$/.test(text)) {
    const digits = text.replaceAll("_", "").replace(/^\+/, "");
    const value = digits.startsWith("-") ? -BigInt(digits.slice(1)) : BigInt(digits);
    return BigInt.asIntN(64, value) === value ? new Int(value, "int64") : undefined;
  }
  if (/^[+-]?(?:inf|nan)$/.test(text)) return text.endsWith("nan") ? Number.NaN : text.startsWith("-") ? -Infinity : Infinity;
  if (/^[+-]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?$/.test(text))
    return parseFloat64(text.replaceAll("_", ""));
  return readDate(text);
}

/** What has no offset is a time of its own kind in Go, named by its zone. */
function readDate(text: string): Value {
  const match =
    /^(?:(\d{4})-(\d\d)-(\d\d))?(?:(?:^|[Tt ])(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9})\d*)?)?(Z|z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (!match || text === "") return undefined;
  const [, year, month = "1", day = "1", hour, minute = "0", second = "0", fraction = "", offset] = match;
  if (year === undefined && offset !== undefined) return undefined;
  const [y, m, d] = [Number(year ?? 0), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > daysIn(m, y) || Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(second) > 59)
    return undefined;
  const kind = year === undefined ? "time-local" : hour === undefined ? "date-local" : "datetime-local";
  const zone = offset === undefined ? fixedZone(kind, 0) : /^[Zz]$/.test(offset) ? utc : fixedZone("", offsetSeconds(offset));
  const seconds = secondsOf(y, m, d, Number(hour ?? 0), Number(minute), Number(second));
  return timeValue(momentIn(zone, seconds, Number(fraction.padEnd(9, "0"))));
}

function offsetSeconds(text: string): number {
  const seconds = Number(text.slice(1, 3)) * 3600 + Number(text.slice(4, 6)) * 60;
  return text.startsWith("-") ? -seconds : seconds;
}

function describeBadWord(text: string): string {
  if (/^[+-]?\d+$/.test(text.replaceAll("_", "")) && !/^[+-]?0\d/.test(text)) return `${text} is out of range for int64`;
  if (/^\d{4}-\d\d-\d\d/.test(text)) return `invalid datetime: ${quote(text)}`;
  return `expected value but found ${quote(text)} instead`;
}
