// Follows values through templates without rendering: every branch, every include, whatever the values are.

import type { CommandNode, ListNode, Node, Operand, PipeNode, VariableNode } from "../template/node.ts";
import type { ParsedText } from "../template/parsed-text.ts";
import { callFlow, constantOf, type Argument } from "./values-call.ts";
import { elementOf, fieldOf, keyOf, noFlow, readWhole, unionOf, type Flow } from "./values-flow.ts";

/** What all templates of a chart share while they are followed. */
export interface Walk {
  /** What is defined under a name, in any of its charts. */
  readonly definitions: ReadonlyMap<string, readonly ListNode[]>;
  readonly parse: (text: string) => ParsedText;
  /** What was followed, by template and data. */
  readonly done: Set<string>;
  readonly called: Set<string>;
  readonly numbers: Map<ListNode, number>;
  /** What texts that values hold may be rendered with. */
  readonly contexts: Map<string, Flow>;
  /** How many templates may still be followed; with none left, everything counts as read. */
  fuel: number;
}

/** Follows a text with its dot. */
export function follow(walk: Walk, root: ListNode, dot: Flow): void {
  let number = walk.numbers.get(root);
  if (number === undefined) walk.numbers.set(root, (number = walk.numbers.size));
  const key = `${number} ${keyOf(dot)}`;
  if (walk.done.has(key)) return;
  walk.done.add(key);
  if (walk.fuel-- <= 0) return readWhole(dot);
  const follower = new Follower(walk, dot);
  // What a later round of a loop assigns, an earlier line of it sees.
  for (let size = -1; follower.size !== size;) {
    size = follower.size;
    follower.list(root, dot);
  }
}

/** One template with one dot. Variables of one name are one variable, which may be all that is ever assigned to it. */
class Follower {
  readonly #walk: Walk;
  readonly #variables = new Map<string, Flow>();
  size = 0;

  constructor(walk: Walk, dot: Flow) {
    this.#walk = walk;
    this.#variables.set("$", dot);
  }

  list({ nodes }: ListNode, dot: Flow): void {
    for (const node of nodes) this.#node(node, dot);
  }

  #node(node: Node, dot: Flow): void {
    switch (node.kind) {
      case "action": {
        const value = this.#pipe(node.pipe, dot);
        if (node.pipe.variables.length === 0) readWhole(value);
        return;
      }
      case "template":
        return this.#include(node.name, node.pipe ? this.#pipe(node.pipe, dot) : noFlow);
      case "if":
        this.#pipe(node.pipe, dot);
        this.list(node.list, dot);
        break;
      case "with":
        this.list(node.list, this.#pipe(node.pipe, dot));
        break;
      case "range":
        this.list(node.list, this.#range(node.pipe, dot));
        break;
      default:
        return;
    }
    if (node.elseList) this.list(node.elseList, dot);
  }

  #range(pipe: PipeNode, dot: Flow): Flow {
    const element = elementOf(this.#commands(pipe, dot));
    const { variables } = pipe;
    const last = variables.at(-1);
    if (last) this.#assign(last, element);
    return element;
  }

  #pipe(pipe: PipeNode, dot: Flow): Flow {
    const value = this.#commands(pipe, dot);
    for (const variable of pipe.variables) this.#assign(variable, value);
    return value;
  }

  #commands(pipe: PipeNode, dot: Flow): Flow {
    let value: Argument | undefined;
    for (const [i, command] of pipe.commands.entries()) {
      const constant = i === 0 && command.args.length === 1 ? constantOf(command.args[0]) : undefined;
      value = { flow: this.#command(command, dot, value), constant };
    }
    return value?.flow ?? noFlow;
  }

  #assign({ name }: VariableNode, value: Flow): void {
    const known = this.#variables.get(name);
    const joined = known ? unionOf([known, value]) : value;
    if (!known || keyOf(joined) !== keyOf(known)) this.size++;
    this.#variables.set(name, joined);
  }

  #command({ args: [head, ...others] }: CommandNode, dot: Flow, final: Argument | undefined): Flow {
    if (head.kind !== "identifier") {
      const value = this.#operand(head, dot);
      // Arguments of a method, such as `.Files.Get`.
      for (const operand of others) readWhole(this.#operand(operand, dot));
      if (final) readWhole(final.flow);
      return value;
    }
    const args = others.map((operand): Argument => ({ flow: this.#operand(operand, dot), constant: constantOf(operand) }));
    if (final) args.push(final);
    if (head.name === "include") return this.#includeCall(args);
    if (head.name === "tpl") return this.#tpl(args, others[0]);
    return callFlow(head.name, args);
  }

  #operand(node: Operand, dot: Flow): Flow {
    switch (node.kind) {
      case "dot":
        return dot;
      case "field":
        return node.names.reduce(fieldOf, dot);
      case "variable":
        return node.names.reduce(fieldOf, this.#variables.get(node.name) ?? noFlow);
      case "chain":
        return node.names.reduce(fieldOf, this.#operand(node.operand, dot));
      case "pipe":
        return this.#pipe(node, dot);
      case "identifier":
        return callFlow(node.name, []);
      default:
        return noFlow;
    }
  }

  #includeCall([name, data]: readonly Argument[]): Flow {
    readWhole(name?.flow ?? noFlow);
    const names = typeof name?.constant === "string" ? [name.constant] : this.#walk.definitions.keys();
    for (const one of names) this.#include(one, data?.flow ?? noFlow);
    // What is included is text: what it says was read where it was printed.
    return noFlow;
  }

  #include(name: string, data: Flow): void {
    const known = this.#walk.definitions.get(name);
    if (!known) return readWhole(data);
    this.#walk.called.add(name);
    for (const root of known) follow(this.#walk, root, data);
  }

  #tpl([text, data = { flow: noFlow, constant: undefined }]: readonly Argument[], written: Operand | undefined): Flow {
    readWhole(text?.flow ?? noFlow);
    if (typeof text?.constant === "string") follow(this.#walk, this.#walk.parse(text.constant).root, data.flow);
    else if (written && makesActions(written)) readWhole(data.flow);
    else this.#walk.contexts.set(keyOf(data.flow), data.flow);
    return noFlow;
  }
}

/** Whether the text of a template is put together in place, so that nobody knows what it will ask for. */
function makesActions(node: Operand): boolean {
  if (node.kind === "string") return node.constant.value.includes("{{");
  if (node.kind === "chain") return makesActions(node.operand);
  return node.kind === "pipe" && node.commands.some(({ args }) => args.some(makesActions));
}
