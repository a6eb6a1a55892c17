// Walks a template and writes what it says.

import type { Origin } from "../base/origin.ts";
import { branchesOf, roundsOf, unknownValue } from "./branch.ts";
import type { Passage } from "./branch.ts";
import { describeOverflow } from "./call.ts";
import { TemplateError } from "./error.ts";
import { evaluatePipeline } from "./evaluate.ts";
import { NestingError } from "./go-print.ts";
import { quote } from "./go-quote.ts";
import { typeOf } from "./go-type.ts";
import type { ActionNode, BranchNode, ListNode, Node, TemplateNode, TextNode } from "./node.ts";
import { describeNode } from "./node-text.ts";
import { printed } from "./printf.ts";
import { Run } from "./run.ts";
import { sliced } from "./traced-text.ts";
import { noTrace } from "./value.ts";
import type { Trace, Traced } from "./value.ts";

/** A `break` or `continue` on its way to its `range`. */
type Jump = "break" | "continue" | undefined;

/** How many failures are kept; a loop may bring the same one again and again. */
const FAILURE_LIMIT = 500;
/** An error takes as long to make and catch as so many nodes to walk. */
const FAILURE_STEPS = 200;

/** Executes the run's template; gives what it wrote as one traced string. */
export function execute(run: Run, data: Traced): Traced<string> {
  enter(run);
  walkList(run, data, run.template.root);
  return run.output.result();
}

/** The same for the outermost template: comes up for air after every `slice` steps. */
export function* executeSliced(run: Run, data: Traced, slice: number): Generator<void> {
  enter(run);
  yield* walkSliced(run, data, run.template.root, { steps: slice, next: run.state.steps + slice });
}

interface Pace {
  readonly steps: number;
  next: number;
}

function enter(run: Run): void {
  run.state.current = run;
  run.nest(run.level);
}

function* walkSliced(run: Run, dot: Traced, list: ListNode, pace: Pace): Generator<void, Jump> {
  for (const node of list.nodes) {
    if (run.state.steps >= pace.next) {
      yield;
      pace.next = run.state.steps + pace.steps;
    }
    if (node.kind !== "if" && node.kind !== "with" && node.kind !== "range") {
      const jump = walkNode(run, dot, node);
      if (jump) return jump;
      continue;
    }
    const passage = begin(run, dot, node);
    for (const inner of passage.rounds) {
      const jump: Jump = yield* walkSliced(run, inner, passage.list, pace);
      if (jump && node.kind !== "range") return jump;
      if (jump === "break") break;
    }
    end(run, passage);
  }
  return undefined;
}

function walkList(run: Run, dot: Traced, list: ListNode): Jump {
  for (const node of list.nodes) {
    const jump = walkNode(run, dot, node);
    if (jump) return jump;
  }
  return undefined;
}

function walkNode(run: Run, dot: Traced, node: Node): Jump {
  run.spend(1);
  switch (node.kind) {
    case "text":
      writeText(run, node);
      return undefined;
    case "action":
    case "template":
      try {
        if (node.kind === "action") act(run, dot, node);
        else callTemplate(run, dot, node);
      } catch (error) {
        leaveHole(run, node, error);
      }
      return undefined;
    case "if":
    case "with":
    case "range":
      return walkBranch(run, dot, node);
    case "break":
    case "continue":
      return node.kind;
    case "bad":
      run.output.mark(run.writer(node), true);
      return undefined;
  }
}

function walkBranch(run: Run, dot: Traced, node: BranchNode): Jump {
  const passage = begin(run, dot, node);
  let jump: Jump;
  for (const inner of passage.rounds) {
    jump = walkList(run, inner, passage.list);
    if (jump === "break" || (jump && node.kind !== "range")) break;
  }
  end(run, passage);
  return node.kind === "range" ? undefined : jump;
}

interface Opened {
  readonly list: ListNode;
  /** What dot is, each time the list is walked. */
  readonly rounds: Iterable<Traced>;
  readonly node: BranchNode;
  readonly outer: Run["region"];
  readonly written: number;
  /** How many variables there were before. */
  readonly variables: number;
}

/** Decides which branch is taken and enters it. */
function begin(run: Run, dot: Traced, node: BranchNode): Opened {
  const outer = run.region;
  const written = run.output.segments.length;
  const variables = run.variables.length;
  let passage: Passage;
  try {
    passage = branchesOf(run, dot, node, evaluatePipeline(run, dot, node.pipe));
  } catch (error) {
    collect(run, error);
    for (const variable of node.pipe.variables) if (variable.slot >= 0) run.variables[variable.slot] = unknownValue;
    passage = branchesOf(run, dot, node, undefined);
  }
  run.region = passage.region;
  run.nest(++run.level);
  run.output.decide(passage.region.origins);
  if (passage.region.taken === "unknown") run.output.mark(run.writer(node), true);
  return { list: passage.list, rounds: roundsOf(run, node, passage), node, outer, written, variables };
}

function end(run: Run, { node, outer, written, variables }: Opened): void {
  run.variables.length = variables;
  // So that its place is known also if nothing came of it.
  if (run.output.segments.length === written) run.output.mark(run.writer(node), false);
  run.region = outer;
  run.state.nesting = --run.level;
}

function writeText(run: Run, node: TextNode): void {
  const { made } = run.template.source;
  run.output.write(node.text, made ? sliced(made, node.start, node.end).trace : noTrace, run.writer(node));
  checkSize(run);
}

function act(run: Run, dot: Traced, node: ActionNode): void {
  const value = evaluatePipeline(run, dot, node.pipe);
  if (node.pipe.variables.length > 0) return;
  run.node = node;
  run.state.reads.whole(value);
  if (value.value === undefined) run.output.write("<no value>", behindText(run, value.trace), run.writer(node));
  else {
    if (typeof value.value === "object" && value.value !== null && "call" in value.value) {
      run.fail(`can't print ${describeNode(node)} of type ${typeOf(value.value)}`, { value });
    }
    const text = printed(value);
    run.output.write(text.value, behindText(run, text.trace), run.writer(node));
  }
  checkSize(run);
}

/** What an action in a text that was made writes comes from that text, too. */
function behindText(run: Run, trace: Trace): Trace {
  const { made } = run.template.source;
  if (!made || made.trace.origins.length === 0) return trace;
  const widen = (origins: readonly Origin[]) => [...new Set([...origins, ...made.trace.origins])];
  const segments = trace.segments?.map((segment) => ({ ...segment, origins: widen(segment.origins) }));
  return { ...trace, origins: widen(trace.origins), ...(segments && { segments }) };
}

function callTemplate(run: Run, dot: Traced, node: TemplateNode): void {
  run.node = node;
  run.state.lookedUp.add(node.name);
  const template = run.templates.get(node.name);
  if (!template) run.fail(`template ${quote(node.name)} not defined`, { template: node.name });
  const data = node.pipe ? evaluatePipeline(run, dot, node.pipe) : { value: undefined, trace: noTrace };
  const includes = [...run.includes, run.spanOf(node)];
  const { state, templates, region, output } = run;
  const inner = new Run({ state, templates, includes, level: state.nesting + 1, region }, template, data, output);
  enter(inner);
  walkList(inner, data, template.root);
  state.current = run;
  state.nesting = run.level;
}

/** In tolerant mode an action that fails leaves a hole, and its variables hold what nobody knows. */
function leaveHole(run: Run, node: ActionNode | TemplateNode, error: unknown): void {
  collect(run, error);
  for (const variable of node.pipe?.variables ?? []) if (variable.slot >= 0) run.variables[variable.slot] = unknownValue;
  run.output.mark(run.writer(node), true);
}

/** Takes note of a failure in tolerant mode; throws it on in strict mode, and when it ends the render. */
function collect(run: Run, thrown: unknown): void {
  const error = located(run, thrown);
  const { state } = run;
  if (!(error instanceof TemplateError) || error.failure.kind === "limit" || !state.isTolerant) throw error;
  state.current = run;
  state.nesting = run.level;
  run.spend(FAILURE_STEPS);
  // What can't be read is among the parser's problems; what follows from a hole is no news.
  const isNews = error.failure.kind !== "parse" && !error.failure.fault.value?.trace.isUnknown;
  if (isNews && state.failures.length < FAILURE_LIMIT) state.failures.push(error);
}

/** Errors of JavaScript's own limits become errors of the render. */
export function located(run: Run, error: unknown): unknown {
  const overflow = describeOverflow(error);
  if (overflow) return run.error("limit", overflow, {});
  return error instanceof NestingError ? run.error("limit", error.message, {}, error) : error;
}

function checkSize(run: Run): void {
  const { output } = run.state.limits;
  if (run.output.text.length > output) run.exceed(`the template writes more than ${output} characters`);
}
