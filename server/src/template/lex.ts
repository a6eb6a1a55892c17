// Cuts a template into tokens, as Go's text/template does.

import {
  ENDS_WORD,
  WORD,
  asciiWordEnd,
  describeRune,
  isDigit,
  isSpace,
  kinds,
  runeAt,
  trimLeft,
  trimRight,
  wordWidth,
} from "./character.ts";
import { quote } from "./go-quote.ts";

export type TokenKind =
  | "error"
  | "bool"
  | "char"
  | "charConstant"
  | "complex"
  | "assign"
  | "declare"
  | "eof"
  | "field"
  | "identifier"
  | "leftDelim"
  | "leftParen"
  | "number"
  | "pipe"
  | "rawString"
  | "rightDelim"
  | "rightParen"
  | "space"
  | "string"
  | "text"
  | "variable"
  | Keyword;

/** "dot" stands for the word `.`; `nil` and the dot count among Go's keywords. */
export type Keyword =
  | "block"
  | "break"
  | "continue"
  | "dot"
  | "define"
  | "else"
  | "end"
  | "if"
  | "range"
  | "nil"
  | "template"
  | "with";

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** As written; of an error Go's message. */
  readonly text: string;
}

/** A comment, from `/*` to its end. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}

const keywords: ReadonlyMap<string, Keyword> = new Map(
  (["block", "break", "continue", "define", "else", "end", "if", "range", "nil", "template", "with"] as const).map((word) => [
    word,
    word,
  ]),
);
const NUMBER =
  /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;
/** Gives one token after another. Behind an error it goes on where `resume` says. */
export class Lexer {
  readonly text: string;
  readonly comments: Comment[] = [];
  #at = 0;
  #inAction = false;
  #parens = 0;

  constructor(text: string) {
    this.text = text;
  }

  next(): Token {
    return this.#inAction ? this.#insideAction() : this.#outside();
  }

  /** Goes on with plain text at an offset. */
  resume(offset: number): void {
    this.#at = offset;
    this.#inAction = false;
  }

  #outside(): Token {
    for (;;) {
      const start = this.#at;
      const delim = this.text.indexOf("{{", start);
      const stop = delim < 0 ? this.text.length : delim;
      const trims = delim >= 0 && this.#opensTrimming(delim + 2);
      this.#at = stop;
      const end = trims ? trimRight(this.text, start, stop) : stop;
      if (end > start) return this.#token("text", start, end);
      if (delim < 0) return { kind: "eof", start: stop, end: stop, text: "" };
      const behind = delim + (trims ? 4 : 2);
      if (!this.text.startsWith("/*", behind)) {
        this.#at = behind;
        this.#inAction = true;
        this.#parens = 0;
        return this.#token("leftDelim", delim, delim + 2);
      }
      const failure = this.#comment(behind);
      if (failure) return failure;
    }
  }

  #comment(start: number): Token | undefined {
    const close = this.text.indexOf("*/", start + 2);
    if (close < 0) return this.#error(start, "unclosed comment", this.text.length);
    const end = close + 2;
    const width = this.#rightDelimAt(end);
    if (!width) return this.#error(start, "comment ends before closing delimiter", end);
    this.comments.push({ start, end });
    this.#at = end + width;
    if (width > 2) this.#at = trimLeft(this.text, this.#at);
    return undefined;
  }

  #insideAction(): Token {
    const { text } = this;
    const start = this.#at;
    const delim = this.#rightDelimAt(start);
    if (delim)
      return this.#parens === 0 ? this.#rightDelim(start, delim) : this.#error(start, "unclosed left paren", start + delim);
    if (start >= text.length) return this.#error(start, "unclosed action", start);
    const code = text.charCodeAt(start);
    if (isSpace(code)) return this.#spaces(start);
    if (code < 0x80 && kinds[code]! & WORD) return isDigit(code) ? this.#number(start) : this.#word(start, "identifier");
    const c = text[start]!;
    switch (c) {
      case ".":
        // Go takes a dot that ends the text for a number.
        return start + 1 === text.length || isDigit(text.charCodeAt(start + 1))
          ? this.#number(start)
          : this.#word(start, "field");
      case "$":
        return this.#word(start, "variable");
      case '"':
        return this.#quoted(start, "string", "quoted string");
      case "(":
        this.#parens++;
        return this.#take("leftParen", start, 1);
      case ")":
        this.#parens--;
        return this.#parens < 0 ? this.#error(start, "unexpected right paren", start + 1) : this.#take("rightParen", start, 1);
      case "|":
        return this.#take("pipe", start, 1);
      case "=":
        return this.#take("assign", start, 1);
      case ":":
        return text[start + 1] === "=" ? this.#take("declare", start, 2) : this.#error(start, "expected :=", start + 1);
      case "`":
        return this.#rawString(start);
      case "'":
        return this.#quoted(start, "charConstant", "character constant");
      case "+":
      case "-":
        return this.#number(start);
      default:
        return this.#other(start, c);
    }
  }

  #other(start: number, c: string): Token {
    if (wordWidth(this.text, start) > 0) return this.#word(start, "identifier");
    if (c > " " && c < "\u007f") return this.#take("char", start, 1);
    const rune = runeAt(this.text, start);
    return this.#error(start, `unrecognized character in action: ${describeRune(rune)}`, start + rune.length);
  }

  #spaces(start: number): Token {
    let end = trimLeft(this.text, start);
    // The last one belongs to the delimiter, if that trims.
    if (this.#rightDelimAt(end - 1)) end--;
    return this.#take("space", start, end - start);
  }

  #rightDelim(start: number, width: number): Token {
    const end = start + width;
    this.#at = width > 2 ? trimLeft(this.text, end) : end;
    this.#inAction = false;
    return { kind: "rightDelim", start: end - 2, end, text: "}}" };
  }

  /** A word, a field or a variable; what leads it in is at `start`. */
  #word(start: number, kind: "identifier" | "field" | "variable"): Token {
    const first = kind === "identifier" ? start : start + 1;
    if (kind !== "identifier" && this.#endsWordAt(first)) return this.#take(kind === "variable" ? "variable" : "dot", start, 1);
    let end = asciiWordEnd(this.text, first);
    for (let width = wordWidth(this.text, end); width > 0; width = wordWidth(this.text, end)) end += width;
    if (!this.#endsWordAt(end)) return this.#error(start, `bad character ${describeRune(runeAt(this.text, end))}`, end);
    this.#at = end;
    if (kind !== "identifier") return this.#token(kind, start, end);
    const word = this.text.slice(start, end);
    const isBool = word === "true" || word === "false";
    return { kind: isBool ? "bool" : (keywords.get(word) ?? "identifier"), start, end, text: word };
  }

  #endsWordAt(at: number): boolean {
    const code = this.text.charCodeAt(at);
    if (code < 0x80) return (kinds[code]! & ENDS_WORD) !== 0 || this.text.startsWith("}}", at);
    return at >= this.text.length;
  }

  #number(start: number): Token {
    const first = this.#scanNumber(start);
    const sign = this.text[first.end];
    if (!first.isGood) return this.#badNumber(start, first.end);
    if (sign !== "+" && sign !== "-") return this.#take("number", start, first.end - start);
    const second = this.#scanNumber(first.end);
    if (!second.isGood || this.text[second.end - 1] !== "i") return this.#badNumber(start, second.end);
    return this.#take("complex", start, second.end - start);
  }

  #scanNumber(start: number): { end: number; isGood: boolean } {
    NUMBER.lastIndex = start;
    NUMBER.exec(this.text);
    const end = NUMBER.lastIndex;
    const width = wordWidth(this.text, end);
    return { end: end + width, isGood: width === 0 };
  }

  #badNumber(start: number, end: number): Token {
    return this.#error(start, `bad number syntax: ${quote(this.text.slice(start, end))}`, end);
  }

  #quoted(start: number, kind: "string" | "charConstant", what: string): Token {
    const { text } = this;
    const mark = text[start];
    let at = start + 1;
    for (; at < text.length && text[at] !== "\n"; at++) {
      if (text[at] === mark) return this.#take(kind, start, at + 1 - start);
      if (text[at] === "\\" && ++at < text.length && text[at] === "\n") break;
    }
    return this.#error(start, `unterminated ${what}`, Math.min(at, text.length));
  }

  #rawString(start: number): Token {
    const close = this.text.indexOf("`", start + 1);
    if (close < 0) return this.#error(start, "unterminated raw quoted string", this.text.length);
    return this.#take("rawString", start, close + 1 - start);
  }

  #take(kind: TokenKind, start: number, length: number): Token {
    this.#at = start + length;
    return this.#token(kind, start, this.#at);
  }

  #token(kind: TokenKind, start: number, end: number): Token {
    return { kind, start, end, text: this.text.slice(start, end) };
  }

  #error(start: number, message: string, end: number): Token {
    this.#at = this.text.length;
    return { kind: "error", start, end, text: message };
  }

  #opensTrimming(at: number): boolean {
    return this.text.charCodeAt(at) === DASH && isSpace(this.text.charCodeAt(at + 1));
  }

  /** How wide the delimiter here is, with its trim marker; 0: there is none. */
  #rightDelimAt(at: number): number {
    const { text } = this;
    const code = text.charCodeAt(at);
    if (code === BRACE) return text.charCodeAt(at + 1) === BRACE ? 2 : 0;
    return isSpace(code) && text.charCodeAt(at + 1) === DASH && text.startsWith("}}", at + 2) ? 4 : 0;
  }
}

const DASH = 0x2d;
const BRACE = 0x7d;

/** A token as Go's messages show it. */
export function describeToken({ kind, text }: Token): string {
  if (kind === "eof") return "EOF";
  if (kind === "error") return text;
  if (kind === "dot" || keywords.has(kind)) return `<${text}>`;
  const runes = Array.from(text);
  return new TextEncoder().encode(text).length > 10 ? `${quote(runes.slice(0, 10).join(""))}...` : quote(text);
}
