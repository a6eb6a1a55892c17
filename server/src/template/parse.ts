// Parses a template as Go does, and goes on where Go stops: a half-typed action leaves the rest of the text usable.

import { Lexer } from "./lex.ts";
import type { Token } from "./lex.ts";
import type { BranchNode, ListNode, Node, PipeNode } from "./node.ts";
import { PipelineParser } from "./parse-pipeline.ts";
import { Abandoned, ParseState } from "./parse-state.ts";
import type { Definition, ParsedText } from "./parsed-text.ts";
import { Scope } from "./scope.ts";

/** Go knows no such limit; a chart does not come near it, our stack would. */
const NESTING_LIMIT = 150;

/** Never throws. `functions` are the names that may be called; without them every name may. */
export function parseTemplate(text: string, functions?: { has: (name: string) => boolean }): ParsedText {
  return new Parser(text, (name) => !functions || functions.has(name)).parse();
}

/** What ends a list. */
type Terminator = "end" | "else" | "eof";

class Parser {
  readonly #lexer: Lexer;
  readonly #state: ParseState;
  readonly #pipelines: PipelineParser;
  readonly #definitions: Definition[] = [];
  #depth = 0;

  constructor(text: string, isFunction: (name: string) => boolean) {
    this.#lexer = new Lexer(text);
    this.#state = new ParseState(this.#lexer);
    this.#pipelines = new PipelineParser(this.#state, isFunction);
  }

  parse(): ParsedText {
    const nodes: Node[] = [];
    while (this.#state.peek().kind !== "eof") {
      const item = this.#item(true);
      if (typeof item !== "string") nodes.push(...item);
      else this.#stray(item);
    }
    const { text, problems, nodes: nodeCount } = this.#state;
    return { text, root: { nodes }, definitions: this.#definitions, comments: this.#lexer.comments, problems, nodeCount };
  }

  /** An `end` or `else` that nothing waits for. */
  #stray(item: Terminator): void {
    const state = this.#state;
    const end = state.lastEnd();
    state.note(`unexpected {{${item}}}`, { start: state.text.lastIndexOf("{{", end), end });
    // `{{ else if }}` leaves its condition.
    if (item === "else" && state.peek().kind !== "eof") this.#dropElseCondition();
  }

  #dropElseCondition(): void {
    const state = this.#state;
    const token = state.peekNonSpace();
    if (token.kind === "if" || token.kind === "with") state.skipAction(token.start);
  }

  /** Up to the `end` or `else` that closes it, which is read. */
  #list(): { list: ListNode; terminator: Terminator } {
    const nodes: Node[] = [];
    while (this.#state.peekNonSpace().kind !== "eof") {
      const item = this.#item(false);
      if (typeof item === "string") return { list: { nodes }, terminator: item };
      nodes.push(...item);
    }
    const { text } = this.#state;
    // One unclosed block leaves all around it unclosed: that is one mistake.
    if (!this.#state.problems.some(({ message }) => message === "unexpected EOF")) {
      this.#state.note("unexpected EOF", { start: text.length, end: text.length });
    }
    return { list: { nodes }, terminator: "eof" };
  }

  /** A text or an action; a string: what ends this list. */
  #item(isTop: boolean): Node[] | Terminator {
    const state = this.#state;
    state.forget();
    const token = state.nextNonSpace();
    const { start, end, text } = token;
    if (token.kind === "text") return [{ kind: "text", start, end, pos: start, id: state.newId(), text }];
    const known = state.problems.length;
    try {
      if (token.kind !== "leftDelim") return state.unexpected(token, "input");
      const { position } = state;
      if (state.nextNonSpace().kind === "define" && isTop) return this.#define(token);
      state.rewind(position);
      state.action = token;
      return this.#action(token);
    } catch (error) {
      if (!(error instanceof Abandoned)) throw error;
      return [this.#abandon(token, known)];
    } finally {
      state.action = undefined;
    }
  }

  /** Leaves an action that can't be read, and says one thing about it. */
  #abandon(token: Token, known: number): Node {
    const state = this.#state;
    if (state.problems.length > known + 1) state.problems.length = known + 1;
    state.skipAction(token.start);
    return { kind: "bad", ...state.place(token.start) };
  }

  #action(delim: Token): Node[] | Terminator {
    const state = this.#state;
    const token = state.nextNonSpace();
    switch (token.kind) {
      case "block":
        return this.#block(delim);
      case "break":
      case "continue":
        return [this.#jump(token.kind, token, delim)];
      case "else":
        return this.#else();
      case "end":
        state.expect(["rightDelim"], "end");
        return "end";
      case "if":
      case "range":
      case "with":
        return [this.#branch(token.kind, delim, token)];
      case "template":
        return [this.#template(delim)];
      case "define":
        return this.#nestedDefine(delim, token);
      default:
        state.backup();
        return [this.#plainAction(delim, token)];
    }
  }

  #plainAction(delim: Token, first: Token): Node {
    const pipe = this.#pipelines.parse("command", "rightDelim");
    const state = this.#state;
    return { kind: "action", start: delim.start, end: state.lastEnd(), pos: first.start, id: state.newId(), pipe };
  }

  #jump(kind: "break" | "continue", token: Token, delim: Token): Node {
    const state = this.#state;
    state.expect(["rightDelim"], `{{${kind}}}`);
    if (state.ranges === 0) {
      state.note(`{{${kind}}} outside {{range}}`, { start: delim.start, end: state.lastEnd() });
      return { kind: "bad", ...state.place(delim.start) };
    }
    return { kind, ...state.place(delim.start, token.start) };
  }

  /** In `{{ else if }}` the condition is left to be read. */
  #else(): Terminator {
    const state = this.#state;
    const next = state.peekNonSpace().kind;
    if (next !== "if" && next !== "with") state.expect(["rightDelim"], "else");
    return "else";
  }

  /** A condition that can't be read leaves its branches standing. */
  #branch(kind: BranchNode["kind"], delim: Token, keyword: Token): BranchNode {
    const state = this.#state;
    if (this.#depth >= NESTING_LIMIT) state.fail("max nesting depth exceeded", keyword);
    const outer = state.scope.mark;
    const pipe = this.#pipeline(kind, delim.start);
    const head = state.place(delim.start);
    this.#depth++;
    const branches = this.#branches(kind);
    this.#depth--;
    state.scope.pop(outer);
    return { kind, ...state.place(delim.start, pipe.pos), head, pipe, ...branches };
  }

  #pipeline(context: string, actionStart: number): PipeNode {
    const state = this.#state;
    const known = state.problems.length;
    const { start } = state.peekNonSpace();
    try {
      return this.#pipelines.parse(context, "rightDelim");
    } catch (error) {
      if (!(error instanceof Abandoned)) throw error;
      if (state.problems.length > known + 1) state.problems.length = known + 1;
      state.skipAction(actionStart);
      return this.#pipelines.bad(start);
    }
  }

  #branches(kind: BranchNode["kind"]): { list: ListNode; elseList: ListNode | undefined } {
    const state = this.#state;
    const { mark } = state.scope;
    if (kind === "range") state.ranges++;
    const { list, terminator } = this.#list();
    if (kind === "range") state.ranges--;
    state.scope.dim(mark);
    if (terminator !== "else") return { list, elseList: undefined };
    if (kind !== "range" && state.peek().kind === kind) return { list, elseList: { nodes: [this.#elseBranch(kind)] } };
    const others = this.#list();
    const nodes = [...others.list.nodes];
    for (let rest = others.terminator; rest === "else";) {
      const end = state.lastEnd();
      state.note("expected end; found {{else}}", { start: state.text.lastIndexOf("{{", end), end });
      this.#dropElseCondition();
      const more = this.#list();
      nodes.push(...more.list.nodes);
      rest = more.terminator;
    }
    return { list, elseList: { nodes } };
  }

  /** `{{ else if }}`: an `if` that shares its `end` with the one around it. */
  #elseBranch(kind: "if" | "with"): BranchNode {
    const keyword = this.#state.next();
    const start = this.#state.text.lastIndexOf("{{", keyword.start);
    return this.#branch(kind, { ...keyword, start }, keyword);
  }

  #template(delim: Token): Node {
    const state = this.#state;
    const token = state.expect(["string", "rawString"], "template clause");
    const name = this.#pipelines.stringOf(token);
    let pipe: PipeNode | undefined;
    if (state.nextNonSpace().kind !== "rightDelim") {
      state.backup();
      pipe = this.#pipelines.parse("template clause", "rightDelim");
    }
    return { kind: "template", ...state.place(delim.start, token.start), name, pipe };
  }

  #define(delim: Token): Node[] {
    const state = this.#state;
    const known = state.problems.length;
    let name: string | undefined;
    try {
      name = this.#pipelines.stringOf(state.expect(["string", "rawString"], "define clause"));
      state.expect(["rightDelim"], "define clause");
    } catch (error) {
      if (!(error instanceof Abandoned)) throw error;
      if (state.problems.length > known + 1) state.problems.length = known + 1;
      state.skipAction(delim.start);
    }
    this.#body(name, "define clause", delim.start);
    return [];
  }

  /** Go allows definitions at the top only; what stands in it is of use all the same. */
  #nestedDefine(delim: Token, token: Token): Node[] {
    this.#state.note("unexpected <define> in command", token);
    return this.#define(delim);
  }

  #block(delim: Token): Node[] {
    const state = this.#state;
    const token = state.expect(["string", "rawString"], "block clause");
    const name = this.#pipelines.stringOf(token);
    const pipe = this.#pipeline("block clause", delim.start);
    this.#body(name, "block clause", delim.start);
    return [{ kind: "template", ...state.place(delim.start, token.start), name, pipe }];
  }

  /** What a name is defined as: nothing from around it is visible in there. */
  #body(name: string | undefined, context: string, start: number): void {
    const state = this.#state;
    if (this.#depth >= NESTING_LIMIT) state.fail("max nesting depth exceeded", { start, end: state.lastEnd() });
    const { scope, ranges } = state;
    state.scope = new Scope();
    state.ranges = 0;
    state.action = undefined;
    this.#depth++;
    const { list, terminator } = this.#list();
    this.#depth--;
    if (terminator === "else") this.#strayElse(context);
    state.scope = scope;
    state.ranges = ranges;
    const end = state.lastEnd();
    if (name === undefined) return;
    this.#definitions.push({ name, root: list, start, end, line: state.lineOf(end), problemsBefore: state.problems.length });
  }

  #strayElse(context: string): void {
    const state = this.#state;
    const end = state.lastEnd();
    state.note(`unexpected {{else}} in ${context}`, { start: state.text.lastIndexOf("{{", end), end });
    this.#dropElseCondition();
    this.#list();
  }
}
