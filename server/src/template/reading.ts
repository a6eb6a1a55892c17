// Reads off a template, without rendering it, what its expressions look at: fields, keys, whole values, other templates.

import { memo } from "../base/memo.ts";
import { touches, type Span } from "../base/span.ts";
import { EACH, below, choice, elsewhere, entry, type Flow } from "./flow.ts";
import type { ActionNode, BranchNode, CommandNode, ListNode, Operand, PipeNode, TemplateNode } from "./node.ts";
import type { ParsedText } from "./parsed-text.ts";
import { callFlow } from "./reading-calls.ts";

/** A name taken out of something: `.a`, `$x.a`, or the key in `index $x "a"`. The span is the name without dot and quotes. */
export interface Access extends Span {
  readonly base: Flow;
  readonly name: string;
  readonly kind: "field" | "key";
  /** Of the expression up to it, from where its operand starts. */
  readonly operand: number;
}

/** A value that is looked at whole. `by` is the function, `range`, or "" where it is printed as it is. */
export interface Whole extends Span {
  readonly flow: Flow;
  readonly by: string;
}

/** An entry of it is taken by a key that is computed. */
export interface Computed extends Span {
  readonly base: Flow;
  readonly by: string;
}

/** `include "x" .` or `{{ template "x" . }}`; the span is the name without quotes. */
export interface Inclusion extends Span {
  readonly name: string;
  readonly argument: Flow;
}

/** A file, or one of its definitions. Flows are seen from the dot it is given. */
export interface Body extends Span {
  /** Undefined for the file's own text. */
  readonly name: string | undefined;
  readonly accesses: readonly Access[];
  readonly wholes: readonly Whole[];
  readonly computed: readonly Computed[];
  readonly inclusions: readonly Inclusion[];
  /** `.Files.Get "x"`: constants given to a method. */
  readonly methods: readonly MethodCall[];
}

export interface MethodCall extends Span {
  /** What the method was taken from, with its name: `.Files.Get`. */
  readonly method: Flow;
  readonly argument: string;
}

/** What is in scope at an offset. */
export interface Scope {
  readonly body: Body;
  readonly dot: Flow;
  /** With their dollar signs. */
  readonly variables: ReadonlyMap<string, Flow>;
}

/** All bodies of a text: its own first, then its definitions. */
export const bodiesOf: (parsed: ParsedText) => readonly Body[] = memo((parsed) => readAll(parsed, -1).map(({ body }) => body));

/** Undefined where the offset is in no action. */
export function scopeAt(parsed: ParsedText, offset: number): Scope | undefined {
  const found = readAll(parsed, offset).findLast(({ seen }) => seen !== undefined);
  return found?.seen && { body: found.body, ...found.seen };
}

function readAll(parsed: ParsedText, probe: number): readonly Reader[] {
  const { text, root, definitions } = parsed;
  const own = { name: undefined, start: 0, end: text.length, root };
  return [own, ...definitions].map(({ name, start, end, root: list }) => {
    const reader = new Reader(text, { name, start, end }, probe);
    reader.list(list);
    return reader;
  });
}

interface Variable {
  readonly name: string;
  flow: Flow;
}

/** Walks one body. */
export class Reader {
  readonly accesses: Access[] = [];
  readonly wholes: Whole[] = [];
  readonly computed: Computed[] = [];
  readonly inclusions: Inclusion[] = [];
  readonly methods: MethodCall[] = [];
  readonly body: Body;
  seen: Omit<Scope, "body"> | undefined;
  readonly #text: string;
  readonly #probe: number;
  #dot: Flow = entry;
  #variables: Variable[] = [{ name: "$", flow: entry }];

  constructor(text: string, of: Pick<Body, "name" | "start" | "end">, probe: number) {
    this.#text = text;
    this.#probe = probe;
    const { accesses, wholes, computed, inclusions, methods } = this;
    this.body = { ...of, accesses, wholes, computed, inclusions, methods };
  }

  list({ nodes }: ListNode): void {
    for (const node of nodes) {
      if (node.kind === "action") this.#action(node);
      else if (node.kind === "template") this.#template(node);
      else if (node.kind === "if" || node.kind === "with" || node.kind === "range") this.#branch(node);
    }
  }

  /** Of an argument: what it leads to; what it looks at on the way is noted. */
  operand(node: Operand): Flow {
    switch (node.kind) {
      case "dot":
        return this.#dot;
      case "string":
        return { kind: "text", text: node.constant.value };
      case "field":
        return this.#names(this.#dot, node.names, node, node.start);
      case "variable":
        return this.#names(this.#variable(node.name), node.names, node, node.start);
      case "chain":
        return this.#names(this.operand(node.operand), node.names, node, node.start);
      case "pipe":
        return this.#pipe(node);
      case "identifier":
        return callFlow(this, { ...node, args: [], piped: undefined });
      default:
        return elsewhere;
    }
  }

  /** The key of an entry, written as a constant. */
  key(base: Flow, node: Operand): void {
    if (node.kind !== "string") return;
    const operand = node.start;
    this.accesses.push({ base, name: node.constant.value, kind: "key", start: node.start + 1, end: node.end - 1, operand });
  }

  whole(flow: Flow, by: string, { start, end }: Span): void {
    if (flow !== elsewhere && flow.kind !== "text") this.wholes.push({ flow, by, start, end });
  }

  #action({ pipe }: ActionNode): void {
    const flow = this.#pipe(pipe);
    if (pipe.variables.length === 0) this.whole(flow, "", pipe);
  }

  #template({ name, pipe, start, end }: TemplateNode): void {
    const argument = pipe ? this.#pipe(pipe) : elsewhere;
    const at = this.#text.indexOf(name, start);
    if (at >= 0 && at < end) this.inclusions.push({ name, argument, start: at, end: at + name.length });
  }

  #branch({ kind, pipe, list, elseList }: BranchNode): void {
    const [dot, outer] = [this.#dot, this.#variables];
    this.#variables = [...outer];
    const flow = kind === "range" ? this.#rangePipe(pipe) : this.#pipe(pipe);
    if (kind !== "if") this.#dot = flow;
    const inner = this.#variables;
    this.#variables = [...inner];
    this.list(list);
    this.#dot = dot;
    this.#variables = [...inner];
    if (elseList) this.list(elseList);
    this.#variables = outer;
  }

  #rangePipe(pipe: PipeNode): Flow {
    const flow = this.#commands(pipe);
    const each = below(flow, EACH);
    const [first, second] = pipe.variables;
    this.whole(flow, second ? "range with keys" : "range", pipe);
    if (first) this.#variables.push({ name: first.name, flow: second ? elsewhere : each });
    if (second) this.#variables.push({ name: second.name, flow: each });
    return each;
  }

  #pipe(pipe: PipeNode): Flow {
    const flow = this.#commands(pipe);
    for (const { name } of pipe.variables) {
      if (!pipe.isAssignment) this.#variables.push({ name, flow });
      else {
        const known = this.#variables.findLast((one) => one.name === name);
        if (known) known.flow = choice([known.flow, flow]);
      }
    }
    return flow;
  }

  #commands(pipe: PipeNode): Flow {
    if (touches(pipe, this.#probe)) this.#look();
    let piped: Flow | undefined;
    for (const command of pipe.commands) piped = this.#command(command, piped);
    return piped ?? elsewhere;
  }

  #look(): void {
    this.seen = { dot: this.#dot, variables: new Map(this.#variables.map(({ name, flow }) => [name, flow])) };
  }

  #command({ args: [first, ...args], start, end }: CommandNode, piped: Flow | undefined): Flow {
    if (first.kind === "identifier") return callFlow(this, { name: first.name, start, end, args, piped });
    const flow = this.operand(first);
    if (args.length === 0) return flow;
    for (const arg of args) {
      if (arg.kind === "string")
        this.methods.push({ method: flow, argument: arg.constant.value, start: arg.start + 1, end: arg.end - 1 });
      else this.whole(this.operand(arg), "", arg);
    }
    return elsewhere;
  }

  #variable(name: string): Flow {
    return this.#variables.findLast((one) => one.name === name)?.flow ?? elsewhere;
  }

  /** Names stand at the end of their operand, each behind its dot. */
  #names(base: Flow, names: readonly string[], { end }: Span, operand: number): Flow {
    let at = end - names.reduce((sum, name) => sum + name.length + 1, 0);
    let flow = base;
    for (const name of names) {
      this.accesses.push({ base: flow, name, kind: "field", start: at + 1, end: at + 1 + name.length, operand });
      flow = below(flow, name);
      at += name.length + 1;
    }
    return flow;
  }
}
