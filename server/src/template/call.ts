// Calls functions and methods, and gives their errors the words and the place that Go would.

import { canBeNil, isAssignable } from "./argument.ts";
import { FunctionFailure, TemplateError } from "./error.ts";
import type { CallContext, TemplateFunction } from "./function.ts";
import { NestingError } from "./go-print.ts";
import { quote } from "./go-quote.ts";
import { typeOf } from "./go-type.ts";
import type { ChainNode, CommandNode, FieldNode, IdentifierNode, VariableNode } from "./node.ts";
import { noteAbsent } from "./field.ts";
import { Run } from "./run.ts";
import { Output } from "./output.ts";
import { Templates } from "./templates.ts";
import { takenFrom } from "./traced-text.ts";
import { Dict, Int, List, unionOf } from "./value.ts";
import type { Method, Traced } from "./value.ts";

/** What one include takes of the stack, measured in branches. */
const INCLUDE_LEVELS = 4;

/** What is being called. */
export interface Callee<F = TemplateFunction | Method> {
  readonly name: string;
  /** What Go points at when the call fails. */
  readonly node: CommandNode | IdentifierNode | FieldNode | ChainNode | VariableNode;
  readonly fn: F;
}

/** `given` counts the arguments that are written out; one more may come from the pipeline. */
export function checkCount(run: Run, { name, fn }: Callee, given: number, hasFinal: boolean): void {
  const [least, most] = fn.arity;
  const count = given + (hasFinal ? 1 : 0);
  if (count >= least && count <= most) return;
  if (most === Infinity) run.fail(`wrong number of args for ${name}: want at least ${least} got ${given}`, { call: name });
  run.fail(`wrong number of args for ${name}: want ${count < least ? least : most} got ${count}`, { call: name });
}

export function callFunction(run: Run, callee: Callee<TemplateFunction>, args: readonly Traced[]): Traced {
  const { reads } = run.state;
  for (const arg of args) {
    const isKept = callee.fn.keeps && (arg.value instanceof Dict || arg.value instanceof List);
    if (isKept) reads.shape(arg);
    else run.spend(reads.whole(arg) >> 4);
  }
  const context = contextOf(run);
  context.callee = callee;
  try {
    return callee.fn.call(args, context);
  } catch (error) {
    throw failureOf(run, callee, args, error);
  }
}

/** A method's result is at least of its receiver's origins. */
export function callMethod(run: Run, callee: Callee<Method>, args: readonly Traced[], receiver: Traced): Traced {
  const { reads } = run.state;
  for (const arg of args) reads.whole(arg);
  if (callee.fn.readsAll) reads.whole(receiver);
  else reads.shape(receiver);
  try {
    const result = callee.fn.call(args);
    if (result.trace.origins.length > 0 || result.trace.segments) return result;
    return { value: result.value, trace: unionOf([receiver, ...args]) };
  } catch (error) {
    throw failureOf(run, callee, [receiver, ...args], error);
  }
}

/** The builtin `call`: its first argument is a function. */
export function callValue(run: Run, callee: Callee, [fn, ...args]: readonly Traced[], written: string): Traced {
  try {
    return callable(fn!, args, written).call(args);
  } catch (error) {
    throw failureOf(run, callee, args, error);
  }
}

/** What `call` is given, checked as Go does. */
function callable({ value }: Traced, args: readonly Traced[], written: string): Method {
  if (value === null || value === undefined) throw new FunctionFailure("call of nil");
  if (typeof value !== "object" || !("call" in value)) {
    throw new FunctionFailure(`non-function ${written} of type ${typeOf(value)}`);
  }
  const [least, most] = value.arity;
  const got = `wrong number of args for ${written}: got ${args.length}`;
  if (args.length < least && most === Infinity) throw new FunctionFailure(`${got} want at least ${least}`);
  if (args.length < least || args.length > most) throw new FunctionFailure(`${got} want ${least}`);
  for (const [i, arg] of args.entries()) checkValue(arg, i, value.params?.[i] ?? value.params?.at(-1) ?? "interface {}");
  return value;
}

/** What `call` says of an argument, in other words than the engine does. */
function checkValue({ value }: Traced, index: number, type: string): void {
  if (type === "interface {}" || type === "reflect.Value") return;
  const isNothing = value === null || value === undefined;
  if (isNothing && !canBeNil(type)) throw new FunctionFailure(`arg ${index}: value is nil; should be of type ${type}`);
  if (isNothing || isAssignable(value, type) || (value instanceof Int && /^u?int/.test(type))) return;
  throw new FunctionFailure(`arg ${index}: value has type ${typeOf(value)}; should be ${type}`);
}

/** What a call's error means here. What is nobody's failure but a mistake of ours goes on as it is. */
function failureOf(run: Run, callee: Callee, args: readonly Traced[], error: unknown): unknown {
  if (error instanceof TemplateError && error.failure.kind === "limit") return error;
  run.node = callee.node;
  const overflow = describeOverflow(error);
  if (overflow) return run.error("limit", overflow, { call: callee.name });
  const isOrdinary = error instanceof TemplateError || error instanceof FunctionFailure || error instanceof NestingError;
  if (!isOrdinary) return error;
  // What failed in a template that it called has been noted there.
  if (!(error instanceof TemplateError || error.cause instanceof TemplateError))
    for (const arg of args) run.state.reads.whole(arg);
  const unknown = args.find(({ trace }) => trace.isUnknown);
  const fault = { call: callee.name, ...(unknown && { value: unknown }) };
  return run.error("execute", `error calling ${callee.name}: ${error.message}`, fault, error);
}

/** JavaScript's own limits: its stack, and the length of its strings. undefined: the error is none of them. */
export function describeOverflow(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // A regular expression that finds no stack to be compiled on throws a SyntaxError.
  if (/call stack|too much recursion/.test(error.message)) return "templates are nested too deep";
  return error instanceof RangeError ? `a value is too big: ${error.message}` : undefined;
}

/** One for all calls of a run: its arguments are evaluated before, and what it renders runs on its own. */
class Context implements CallContext {
  callee: Callee | undefined;
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  get name(): string {
    return this.callee!.name;
  }

  get span(): CallContext["span"] {
    return this.#run.spanOf(this.callee!.node);
  }

  get includes(): CallContext["includes"] {
    return this.#run.includes;
  }

  get templates(): Templates {
    return this.#run.templates;
  }

  readonly fail = (message: string, cause?: Error): never => {
    throw new FunctionFailure(message, { cause });
  };

  readonly spend = (steps: number): void => {
    this.#run.spend(steps);
  };

  readonly changes = (container: Dict | List): void => {
    this.#run.state.beforeChange?.(container);
  };

  readonly lookUp = (container: Traced, key: string): Traced | undefined => {
    if (!(container.value instanceof Dict)) return undefined;
    const entry = container.value.entries.get(key);
    if (entry) {
      this.#run.state.reads.taken(entry);
      return takenFrom(container, entry);
    }
    noteAbsent(this.#run, container, key);
    return undefined;
  };

  readonly parse: CallContext["parse"] = (name, text, templates) =>
    this.#run.state.parse(name, text, templates instanceof Templates ? templates : this.#run.templates);

  readonly render: CallContext["render"] = (name, data, templates) => {
    const run = this.#run;
    const { state } = run;
    const given = templates instanceof Templates ? templates : undefined;
    const set = given ?? run.templates;
    state.lookedUp.add(name);
    const template = given?.main?.name === name ? given.main : set.get(name);
    if (!template) return this.fail(`template: no template ${quote(name)} associated with template ${quote(state.rootName)}`);
    const parent = {
      state,
      templates: set,
      includes: [...run.includes, this.span],
      level: state.nesting + INCLUDE_LEVELS,
      region: run.region,
    };
    // Go's Execute takes an interface that holds nothing for nothing at all.
    const root = data.value === null ? { value: undefined, trace: data.trace } : data;
    const { nesting } = state;
    const result = state.execute(new Run(parent, template, root, new Output()), root);
    state.nesting = nesting;
    state.current = run;
    return result;
  };
}

function contextOf(run: Run): Context {
  return (run.context ??= new Context(run)) as Context;
}
