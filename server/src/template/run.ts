// The state of one template's execution, and of the render that it is part of.

import type { Origin, TemplateSpan } from "../base/origin.ts";
import { TemplateError } from "./error.ts";
import type { Fault } from "./error.ts";
import type { CallContext, FunctionTable } from "./function.ts";
import { quote } from "./go-quote.ts";
import { byteLength } from "./go-string.ts";
import type { ListNode, Place } from "./node.ts";
import { describeNode } from "./node-text.ts";
import type { DescribedNode } from "./node-text.ts";
import type { Output, Writer } from "./output.ts";
import type { ReadLog } from "./reads.ts";
import type { Template, Templates } from "./templates.ts";
import { Dict, List } from "./value.ts";
import type { Region, Traced } from "./value.ts";

export interface Limits {
  /** About one per node walked, per value or per hundred characters that a function handles. */
  readonly steps: number;
  /** How deep templates, branches and parentheses nest in each other; an `include` counts four, since it takes four times the stack. */
  readonly depth: number;
  /** UTF-16 code units of one template's text. */
  readonly output: number;
}

/** What happens at a key that a map does not have: Go's `missingkey` option. */
export type MissingKey = "default" | "zero" | "error";

/** A branch that was not rendered, with what it takes to render it apart. */
export interface Skipped {
  readonly region: Region;
  readonly branch: "then" | "else";
  readonly list: ListNode;
  readonly dot: Traced;
  readonly variables: readonly Traced[];
  readonly template: Template;
  readonly templates: Templates;
}

/** What all executions of a render share. */
export interface RenderState {
  readonly functions: FunctionTable;
  readonly limits: Limits;
  readonly missingKey: MissingKey;
  /** What Go calls the template that all others are associated with. */
  readonly rootName: string;
  /** Failing actions leave holes; otherwise the first one ends the render. */
  readonly isTolerant: boolean;
  readonly reads: ReadLog;
  readonly failures: TemplateError[];
  readonly regions: Region[];
  readonly skipped: Skipped[];
  /** Executes a template in a run of its own. */
  readonly execute: (run: Run, data: Traced) => Traced<string>;
  /** The names of templates that were looked for, found or not. */
  readonly lookedUp: Set<string>;
  /** See RenderOptions. */
  readonly beforeChange: ((container: Dict | List) => void) | undefined;
  /** A copy of the set with a text parsed into it; throws why it is no template. */
  readonly parse: (name: string, text: Traced<string>, templates: Templates) => Templates;
  steps: number;
  /** How deep this is, as `limits.depth` counts. */
  nesting: number;
  /** The innermost run, to locate what is thrown from anywhere. */
  current: Run | undefined;
}

/** One execution of one template. */
export class Run {
  readonly state: RenderState;
  readonly templates: Templates;
  readonly template: Template;
  readonly output: Output;
  readonly includes: readonly TemplateSpan[];
  /** How deep its text is, without what is being evaluated. */
  level: number;
  /** By slot; the first one is `$`. */
  readonly variables: Traced[];
  /** The elements being ranged over that Go holds as `interface {}`, innermost last. */
  readonly elements: Traced[] = [];
  region: Region | undefined;
  /** Where Go would say an error is. */
  node: DescribedNode | undefined;
  /** Made when a function is called first. */
  context: CallContext | undefined;

  constructor(parent: RunParent, template: Template, data: Traced, output: Output) {
    this.state = parent.state;
    this.templates = parent.templates;
    this.includes = parent.includes;
    this.level = parent.level;
    this.region = parent.region;
    this.template = template;
    this.variables = [data];
    this.output = output;
  }

  /** Counts work; past the limit the render ends. */
  spend(steps: number): void {
    const { state } = this;
    state.steps += steps;
    if (state.steps > state.limits.steps) this.exceed(`the template takes more than ${state.limits.steps} steps`);
  }

  /** Goes deeper; JavaScript's stack is not to be exhausted: there are places where V8 then ends the process. */
  nest(level: number): void {
    const { state } = this;
    state.nesting = level;
    if (level > state.limits.depth) this.exceed("templates are nested too deep");
  }

  /** The place of a node in a text that a user wrote: of a text that a template had parsed, the call that did. */
  spanOf(place: Place): TemplateSpan {
    const { source } = this.template;
    return (source.made && this.includes.at(-1)) ?? source.span(place);
  }

  /** Who writes at a node. Text that a template had parsed is written by whoever prints it. */
  writer(place: Place): Writer {
    const { source } = this.template;
    if (source.made) return { span: undefined, includes: [], region: this.region };
    return { span: source.span(place), includes: this.includes, region: this.region };
  }

  /** Where values come from that are read here, beside their own origins. */
  get textOrigins(): readonly Origin[] {
    return this.template.source.made?.trace.origins ?? [];
  }

  /** Ends the action with an error as Go's `state.errorf` does. */
  fail(reason: string, fault: Fault = {}, cause?: Error): never {
    throw this.error("execute", reason, fault, cause);
  }

  /** That an action failed depends on what it failed at. */
  noteFault(value: Traced): void {
    const { reads } = this.state;
    if (value.value instanceof Dict || value.value instanceof List) reads.shape(value);
    else reads.whole(value);
  }

  /** Ends the render. */
  exceed(reason: string, cause?: Error): never {
    throw this.error("limit", reason, {}, cause);
  }

  error(kind: "execute" | "limit", reason: string, fault: Fault, cause?: Error): TemplateError {
    if (fault.value) this.noteFault(fault.value);
    const { source, name } = this.template;
    const place = this.node ?? { start: 0, end: 0, pos: 0, id: 0 };
    const context = this.node ? `executing ${quote(name)} at <${describeNode(this.node)}>: ` : "";
    const message = `template: ${this.node ? locate(source.name, source.parsed.text, place.pos) : name}: ${context}${reason}`;
    const span = { template: source.name, start: place.start, end: place.end };
    const text = source.made && { text: source.made.value };
    return new TemplateError(message, { kind, reason, span, includes: this.includes, fault, ...text }, cause);
  }
}

/** What a run takes over from the one that calls it. */
export interface RunParent {
  readonly state: RenderState;
  readonly templates: Templates;
  readonly includes: readonly TemplateSpan[];
  readonly level: number;
  readonly region: Region | undefined;
}

/** Go's location: lines from 1, columns in bytes from 0. */
function locate(name: string, text: string, pos: number): string {
  const before = text.slice(0, pos);
  const line = before.split("\n").length;
  return `${name}:${line}:${byteLength(before.slice(before.lastIndexOf("\n") + 1))}`;
}
