// Evaluates pipelines: values, fields, variables and calls, as Go's text/template does.

import { constantOf, fit, fitConstant, fitNil } from "./argument.ts";
import { builtins } from "./builtin.ts";
import { callFunction, callMethod, callValue, checkCount } from "./call.ts";
import type { Callee } from "./call.ts";
import { fieldOf } from "./field.ts";
import type { ChainNode, CommandNode, FieldNode, IdentifierNode, Operand, PipeNode, VariableNode } from "./node.ts";
import { describeNode } from "./node-text.ts";
import { refusal } from "./templates.ts";
import type { Run } from "./run.ts";
import { isTrue } from "./truth.ts";
import { unionOf } from "./value.ts";
import type { Traced } from "./value.ts";

/** The pipeline's value; its variables are set to it. */
export function evaluatePipeline(run: Run, dot: Traced, pipe: PipeNode): Traced {
  run.node = pipe;
  const { nesting } = run.state;
  run.nest(nesting + 1);
  if (pipe.isBad) throw refusal(run.template.source) ?? run.error("execute", "unreadable action", {});
  let value: Traced | undefined;
  for (const command of pipe.commands) {
    value = evaluateCommand(run, dot, command, value);
    // Nothing is left of an interface that holds nothing.
    if (value.value === null) value = { value: undefined, trace: value.trace };
  }
  run.state.nesting = nesting;
  const result = value!;
  if (pipe.variables.length > 0) {
    const bound = unboxed(run, result);
    for (const variable of pipe.variables) assign(run, variable, bound);
  }
  return result;
}

export function assign(run: Run, { slot, name }: VariableNode, value: Traced): void {
  if (slot < 0) run.fail(`undefined variable: ${name}`);
  run.variables[slot] = value;
}

/** A value that is no longer what a `range` holds as an `interface {}`. */
export function unboxed(run: Run, value: Traced): Traced {
  return run.elements.includes(value) ? { ...value } : value;
}

/** `final` is what the command before in the pipeline gave: the last argument. */
function evaluateCommand(run: Run, dot: Traced, command: CommandNode, final: Traced | undefined): Traced {
  run.spend(1);
  const { args } = command;
  const [first] = args;
  switch (first.kind) {
    case "field":
    case "chain":
    case "variable":
      return evaluateReference(run, dot, first, args, final);
    case "identifier":
      return evaluateFunction(run, dot, first, command, args, final);
    case "pipe":
      rejectArguments(run, args, final);
      return evaluatePipeline(run, dot, first);
    default:
      run.node = first;
      rejectArguments(run, args, final);
      if (first.kind === "dot") return dot;
      return first.kind === "nil" ? run.fail("nil is not a command") : constantOf(run, first);
  }
}

function rejectArguments(run: Run, args: readonly Operand[], final: Traced | undefined): void {
  if (args.length > 1 || final) run.fail(`can't give argument to non-function ${describeNode(args[0]!)}`);
}

/** An argument, as the parameter's type wants it. */
function evaluateArgument(run: Run, dot: Traced, node: Operand, type: string): Traced {
  run.node = node;
  switch (node.kind) {
    case "dot":
      return fit(run, dot, type);
    case "nil":
      return fitNil(run, type);
    case "field":
    case "chain":
    case "variable":
      return fit(run, evaluateReference(run, dot, node, [node], undefined), type);
    case "pipe":
      return fit(run, evaluatePipeline(run, dot, node), type);
    case "identifier":
      return fit(run, evaluateFunction(run, dot, node, node, [node], undefined), type);
    default:
      return fitConstant(run, node, type);
  }
}

/** `.a.b`, `$x.a.b` or `(…).a.b`: what is last may be a method, which gets the arguments. */
function evaluateReference(
  run: Run,
  dot: Traced,
  node: FieldNode | ChainNode | VariableNode,
  args: readonly Operand[],
  final: Traced | undefined,
): Traced {
  run.node = node;
  let receiver = rootOf(run, dot, node);
  const { names } = node;
  if (names.length === 0) {
    rejectArguments(run, args, final);
    return receiver;
  }
  let isBoxed = node.kind !== "chain" && run.elements.includes(receiver);
  for (let i = 0; i < names.length; i++) {
    const isLast = i === names.length - 1;
    const hasArgs = isLast && (args.length > 1 || final !== undefined);
    const found = fieldOf(run, receiver, names[i]!, hasArgs, isBoxed, () => describePrefix(node, i));
    const wasMap = isMapOfAny(receiver);
    if ("item" in found) receiver = found.item;
    else {
      const callee = { name: names[i]!, node, fn: found.method };
      const given = isLast ? gather(run, dot, callee, args, final) : gather(run, dot, callee, [node], undefined);
      receiver = callMethod(run, callee, given, receiver);
    }
    isBoxed = wasMap;
  }
  // Also if nothing is done with it: that it can be taken depends on what it was taken from.
  run.state.reads.taken(receiver);
  return receiver;
}

function rootOf(run: Run, dot: Traced, node: FieldNode | ChainNode | VariableNode): Traced {
  if (node.kind === "field") return dot;
  if (node.kind === "variable") {
    return run.variables[node.slot] ?? run.fail(`undefined variable: ${node.name}`);
  }
  const { operand } = node;
  if (operand.kind === "nil") return run.fail(`indirection through explicit nil in ${describeNode(node)}`);
  return evaluateArgument(run, dot, operand, "reflect.Value");
}

/** The text of what a field was wanted of. */
function describePrefix(node: FieldNode | ChainNode | VariableNode, count: number): string {
  if (node.kind === "field" && count === 0) return ".";
  return describeNode({ ...node, names: node.names.slice(0, count) });
}

function isMapOfAny({ value }: Traced): boolean {
  return typeof value === "object" && value !== null && "entries" in value && value.type === "interface {}";
}

/** `node` is what Go points at when the function fails: the whole command, where the function is its first word. */
function evaluateFunction(
  run: Run,
  dot: Traced,
  identifier: IdentifierNode,
  node: CommandNode | IdentifierNode,
  args: readonly Operand[],
  final: Traced | undefined,
): Traced {
  run.node = identifier;
  const { name } = identifier;
  const own = run.state.functions.get(name);
  const fn = own ?? builtins.get(name);
  if (!fn) return run.fail(`"${name}" is not a defined function`, { call: name });
  const callee = { name, node, fn };
  if (!own && (name === "and" || name === "or")) return evaluateLogic(run, dot, callee, args, final);
  const given = gather(run, dot, callee, args, final);
  if (own || name !== "call") return callFunction(run, callee, given);
  const calleeNode = args[1];
  return callValue(run, callee, given, calleeNode ? describeNode(calleeNode) : "");
}

/** `and` and `or` stop at the argument that decides. */
function evaluateLogic(run: Run, dot: Traced, callee: Callee, args: readonly Operand[], final: Traced | undefined): Traced {
  checkCount(run, callee, args.length - 1, final !== undefined);
  const passed: Traced[] = [];
  for (let i = 1; i < args.length; i++) {
    const value = evaluateArgument(run, dot, args[i]!, "reflect.Value");
    run.state.reads.shape(value);
    if (isTrue(value.value) === (callee.name === "or")) return decided(value, passed);
    passed.push(value);
  }
  if (final) return decided(final, passed);
  return decided(passed.pop()!, passed);
}

/** The value that came out, with what the others had to say in it. */
function decided(value: Traced, others: readonly Traced[]): Traced {
  const { origins, deciders = [], isUnknown } = unionOf([...others, noValue]);
  if (origins.length === 0 && deciders.length === 0 && !isUnknown) return value;
  const all = new Set([...(value.trace.deciders ?? []), ...origins, ...deciders]);
  return { value: value.value, trace: { ...value.trace, deciders: [...all], ...(isUnknown && { isUnknown }) } };
}

const noValue: Traced = { value: undefined, trace: { origins: [] } };

/** The arguments of a call, evaluated and fitted. The first of `args` is the function itself. */
function gather(run: Run, dot: Traced, callee: Callee, args: readonly Operand[], final: Traced | undefined): Traced[] {
  checkCount(run, callee, args.length - 1, final !== undefined);
  const { params } = callee.fn;
  const given: Traced[] = [];
  for (let i = 1; i < args.length; i++) given.push(evaluateArgument(run, dot, args[i]!, typeAt(params, i - 1)));
  if (final) given.push(fit(run, final, typeAt(params, given.length)));
  return given;
}

function typeAt(params: readonly string[] | undefined, index: number): string {
  return params?.[index] ?? params?.at(-1) ?? "interface {}";
}
