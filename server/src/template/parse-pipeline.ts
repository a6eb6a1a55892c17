// Parses what stands inside an action: pipelines, commands and their operands.

import { quote } from "./go-quote.ts";
import type { Token, TokenKind } from "./lex.ts";
import type { CommandNode, Operand, PipeNode, VariableNode } from "./node.ts";
import { idealConstant, readNumber } from "./number.ts";
import type { ParseState } from "./parse-state.ts";
import { unquote } from "./unquote.ts";
import { literal } from "./value.ts";

/** Go allows 10,000 and its stack grows; ours does not. */
const NESTING_LIMIT = 200;
const operandKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "bool",
  "charConstant",
  "complex",
  "dot",
  "field",
  "identifier",
  "number",
  "nil",
  "rawString",
  "string",
  "variable",
  "leftParen",
]);

const constantKinds: ReadonlySet<Operand["kind"]> = new Set<Operand["kind"]>(["bool", "dot", "nil", "number", "string"]);

/** Parses pipelines; throws Abandoned where one can't be read. */
export class PipelineParser {
  readonly #state: ParseState;
  readonly #isFunction: (name: string) => boolean;
  #depth = 0;

  constructor(state: ParseState, isFunction: (name: string) => boolean) {
    this.#state = state;
    this.#isFunction = isFunction;
  }

  /** Up to and including `end`. What it declares is in scope afterwards, also if it can't be read. */
  parse(context: string, end: "rightDelim" | "rightParen"): PipeNode {
    const state = this.#state;
    const start = state.peekNonSpace().start;
    const pending: Pending = { names: [], isAssignment: false };
    try {
      this.#declarations(context, pending);
      const commands = this.#commands(context, end);
      this.#check(commands, context, start);
      const variables = this.#enter(pending);
      const { isAssignment } = pending;
      return {
        kind: "pipe",
        start,
        end: this.#innerEnd(),
        pos: start,
        id: state.newId(),
        isAssignment,
        variables,
        commands,
        isBad: false,
      };
    } catch (error) {
      this.#enter(pending);
      throw error;
    }
  }

  /** What stands in the place of a pipeline that can't be read. */
  bad(start: number): PipeNode {
    return { kind: "pipe", ...this.#state.place(start), isAssignment: false, variables: [], commands: [], isBad: true };
  }

  /** Where the pipeline ends, without the delimiter that closed it. */
  #innerEnd(): number {
    const state = this.#state;
    const { position } = state;
    state.backup();
    const end = state.lastEnd();
    state.rewind(position);
    return end;
  }

  #declarations(context: string, pending: Pending): void {
    const state = this.#state;
    for (;;) {
      const { position } = state;
      const variable = state.peekNonSpace();
      if (variable.kind !== "variable") return;
      state.nextNonSpace();
      const next = state.nextNonSpace();
      if (next.kind === "assign" || next.kind === "declare") {
        pending.names.push(variable);
        pending.isAssignment = next.kind === "assign";
        state.scope.mention(variable.text);
        return;
      }
      if (next.kind !== "char" || next.text !== ",") {
        state.rewind(position);
        return;
      }
      pending.names.push(variable);
      state.scope.mention(variable.text);
      if (context !== "range" || pending.names.length >= 2) state.fail(`too many declarations in ${context}`, variable);
      if (!["variable", "rightDelim", "rightParen"].includes(state.peekNonSpace().kind)) {
        state.fail("range can only initialize variables", variable);
      }
    }
  }

  /** Puts what was declared on the stack of variables: behind the evaluation, as Go does. */
  #enter({ names, isAssignment }: Pending): VariableNode[] {
    const { scope } = this.#state;
    return names.map((token) => {
      const slot = isAssignment ? scope.slotOf(token.text) : scope.declare(token.text);
      const { start, end, text: name } = token;
      return { kind: "variable", start, end, pos: start, id: this.#state.newId(), name, slot, names: [] };
    });
  }

  #commands(context: string, end: TokenKind): CommandNode[] {
    const state = this.#state;
    const commands: CommandNode[] = [];
    for (;;) {
      const token = state.nextNonSpace();
      if (token.kind === end) return commands;
      if (!operandKinds.has(token.kind)) return state.unexpected(token, context);
      state.backup();
      commands.push(this.#command());
    }
  }

  #check(commands: readonly CommandNode[], context: string, start: number): void {
    const state = this.#state;
    if (commands.length === 0) state.fail(`missing value for ${context}`, { start, end: state.lastEnd() });
    for (let i = 1; i < commands.length; i++) {
      const command = commands[i]!;
      if (constantKinds.has(command.args[0].kind)) state.fail(`non executable command in pipeline stage ${i + 1}`, command);
    }
  }

  #command(): CommandNode {
    const state = this.#state;
    const start = state.peekNonSpace().start;
    const args: Operand[] = [];
    let end = start;
    for (;;) {
      state.peekNonSpace();
      const operand = this.#operand();
      if (operand) args.push(operand);
      end = state.lastEnd();
      const token = state.next();
      if (token.kind === "space") continue;
      if (token.kind === "rightDelim" || token.kind === "rightParen") state.backup();
      else if (token.kind !== "pipe") state.unexpected(token, "operand");
      break;
    }
    if (!isFilled(args)) return state.fail("empty command", { start, end });
    return { kind: "command", start, end, pos: start, id: state.newId(), args };
  }

  /** A term and the fields taken from it; undefined: the next token starts none. */
  #operand(): Operand | undefined {
    const state = this.#state;
    const start = state.peekNonSpace().start;
    const term = this.#term();
    if (!term || state.peek().kind !== "field") return term;
    const pos = state.peek().start;
    const names: string[] = [];
    while (state.peek().kind === "field") names.push(state.next().text.slice(1));
    const place = state.place(start, pos);
    switch (term.kind) {
      case "field":
      case "variable":
        return { ...term, ...place, names: [...term.names, ...names] };
      case "bool":
      case "string":
      case "number":
      case "nil":
      case "dot":
        return state.fail(`unexpected . after term ${quote(state.text.slice(term.start, term.end))}`, place);
      default:
        return { kind: "chain", ...place, operand: term, names };
    }
  }

  #term(): Operand | undefined {
    const state = this.#state;
    const token = state.nextNonSpace();
    const { kind, start, end, text } = token;
    switch (kind) {
      case "identifier":
        if (!this.#isFunction(text)) state.note(`function ${JSON.stringify(text)} not defined`, token);
        return { kind, start, end, pos: start, id: state.newId(), name: text };
      case "dot":
      case "nil":
        return { kind, start, end, pos: start, id: state.newId() };
      case "variable":
        return this.#variable(token);
      case "field":
        return { kind, start, end, pos: start, id: state.newId(), names: [text.slice(1)] };
      case "bool":
        return { kind, start, end, pos: start, id: state.newId(), constant: literal(text === "true") };
      case "charConstant":
      case "complex":
      case "number":
        return this.#number(token, kind);
      case "leftParen":
        return this.#parenthesized(token);
      case "string":
      case "rawString":
        return {
          kind: "string",
          start,
          end,
          pos: start,
          id: state.newId(),
          quoted: text,
          constant: literal(this.stringOf(token)),
        };
      default:
        state.backup();
        return undefined;
    }
  }

  /** What a string literal says. */
  stringOf(token: Token): string {
    return unquote(token.text) ?? this.#state.fail("invalid syntax", token);
  }

  #variable(token: Token): VariableNode {
    const state = this.#state;
    const { start, end, text: name } = token;
    if (!state.scope.knows(name)) state.note(`undefined variable ${JSON.stringify(name)}`, token);
    return { kind: "variable", start, end, pos: start, id: state.newId(), name, slot: state.scope.slotOf(name), names: [] };
  }

  #number(token: Token, kind: "charConstant" | "complex" | "number"): Operand {
    const state = this.#state;
    const { start, end, text } = token;
    const number = readNumber(text, kind);
    if (typeof number === "string") return state.fail(number, token);
    return { kind: "number", start, end, pos: start, id: state.newId(), text, number, constant: idealConstant(text, number) };
  }

  #parenthesized(token: Token): PipeNode {
    if (this.#depth >= NESTING_LIMIT) this.#state.fail("max expression depth exceeded", token);
    this.#depth++;
    try {
      return this.parse("parenthesized pipeline", "rightParen");
    } finally {
      this.#depth--;
    }
  }
}

interface Pending {
  readonly names: Token[];
  isAssignment: boolean;
}

function isFilled(operands: readonly Operand[]): operands is readonly [Operand, ...Operand[]] {
  return operands.length > 0;
}
