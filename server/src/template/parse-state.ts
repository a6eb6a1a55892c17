// What the parts of the template parser share: the tokens, the variables in scope, the problems found.

import type { Lexer, Token, TokenKind } from "./lex.ts";
import { describeToken } from "./lex.ts";
import type { Place } from "./node.ts";
import { Scope } from "./scope.ts";

/** Why a text is no template. The first one is what Go refuses it with. */
export interface Problem {
  /** Go's message without its location. */
  readonly message: string;
  /** From 1; where Go says it is. */
  readonly line: number;
  /** Where the action begins that the message is about, if that is another line; from 1. */
  readonly actionLine?: number;
  readonly start: number;
  readonly end: number;
}

/** Who has that many does not read them. */
const PROBLEM_LIMIT = 100;

/** Thrown by what can't go on in this action, caught by whoever knows where the action ends. The problem is noted already. */
export class Abandoned extends Error {}

export class ParseState {
  readonly problems: Problem[] = [];
  scope = new Scope();
  /** How many `range`s this is in. */
  ranges = 0;
  /** Where the action being read starts, for messages; undefined: none is. */
  action: Token | undefined;
  readonly #lexer: Lexer;
  readonly #tokens: Token[] = [];
  #at = 0;
  #nodes = 0;
  #counted = { offset: 0, line: 1 };

  constructor(lexer: Lexer) {
    this.#lexer = lexer;
  }

  get text(): string {
    return this.#lexer.text;
  }

  /** How many nodes were made. */
  get nodes(): number {
    return this.#nodes;
  }

  next(): Token {
    const tokens = this.#tokens;
    if (this.#at === tokens.length) tokens.push(this.#lexer.next());
    return tokens[this.#at++]!;
  }

  /** Between two actions: what was read before will not be asked for again. */
  forget(): void {
    if (this.#at < this.#tokens.length || this.#at < 200) return;
    this.#tokens.splice(0, this.#at - 1);
    this.#at = 1;
  }

  peek(): Token {
    const token = this.next();
    this.#at--;
    return token;
  }

  nextNonSpace(): Token {
    let token = this.next();
    while (token.kind === "space") token = this.next();
    return token;
  }

  peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.#at--;
    return token;
  }

  /** Steps back by one token. */
  backup(): void {
    this.#at--;
  }

  /** Where the parser is, to come back to by `rewind`. */
  get position(): number {
    return this.#at;
  }

  rewind(position: number): void {
    this.#at = position;
  }

  expect(kinds: readonly TokenKind[], context: string): Token {
    const token = this.nextNonSpace();
    return kinds.includes(token.kind) ? token : this.unexpected(token, context);
  }

  newId(): number {
    return this.#nodes++;
  }

  /** A node's place; it ends behind the last token that was read. */
  place(start: number, pos = start, end = this.lastEnd()): Place {
    return { start, end, pos, id: this.#nodes++ };
  }

  /** Where the last token ends that was read and is no space. */
  lastEnd(): number {
    let at = this.#at - 1;
    while (at > 0 && this.#tokens[at]!.kind === "space") at--;
    return this.#tokens[at]?.end ?? 0;
  }

  /** Notes a problem that does not keep the rest of the action from being read. */
  note(message: string, at: { start: number; end: number }, actionLine?: number): void {
    if (this.problems.length >= PROBLEM_LIMIT) return;
    // Go names the line of the furthest token it has seen.
    const line = this.lineOf(this.#tokens.at(-1)?.start ?? 0);
    this.problems.push({ message, line, start: at.start, end: at.end, ...(actionLine !== undefined && { actionLine }) });
  }

  fail(message: string, at: { start: number; end: number }): never {
    this.note(message, at);
    throw new Abandoned();
  }

  unexpected(token: Token, context: string): never {
    if (token.kind !== "error") return this.fail(`unexpected ${describeToken(token)} in ${context}`, token);
    const actionLine = this.action && this.lineOf(this.action.start);
    this.note(token.text, token, actionLine === this.lineOf(token.start) ? undefined : actionLine);
    throw new Abandoned();
  }

  /** From 1. Offsets mostly grow, so it counts on from where it was. */
  lineOf(offset: number): number {
    if (offset < this.#counted.offset) this.#counted = { offset: 0, line: 1 };
    let { line } = this.#counted;
    for (let at = this.text.indexOf("\n", this.#counted.offset); at >= 0 && at < offset; at = this.text.indexOf("\n", at + 1))
      line++;
    this.#counted = { offset, line };
    return line;
  }

  /** Gives up the action that starts at `start` and goes on with the text behind it. */
  skipAction(start: number): void {
    const first = this.#tokens.findLastIndex((token) => token.start <= start);
    for (let i = first + 1; i < this.#tokens.length; i++) {
      if (this.#tokens[i]!.kind !== "rightDelim") continue;
      this.#at = i + 1;
      return;
    }
    this.#lexer.resume(this.#actionEnd(start));
    this.#at = this.#tokens.length;
  }

  /** The nearest `}}`; if another action comes first, this one was never closed and ends with its line. */
  #actionEnd(start: number): number {
    const { text } = this;
    const stuck = Math.max(this.#tokens.at(-1)?.start ?? 0, start + 2);
    const close = text.indexOf("}}", stuck);
    const open = text.indexOf("{{", stuck);
    if (close >= 0 && (open < 0 || close < open)) return trimmed(text, close);
    const line = text.indexOf("\n", start + 2);
    return Math.min(...[line, open].filter((at) => at >= 0), text.length);
  }
}

/** Behind the delimiter and what it trims. */
function trimmed(text: string, close: number): number {
  let at = close + 2;
  if (/\s-$/.test(text.slice(Math.max(close - 2, 0), close))) while (/^[ \t\r\n]$/.test(text[at] ?? "")) at++;
  return at;
}
