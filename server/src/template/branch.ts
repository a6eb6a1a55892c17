// Decides which branch of an `if`, `with` or `range` is taken, and remembers the other one.

import { assign, unboxed } from "./evaluate.ts";
import { compareStrings } from "./go-string.ts";
import type { BranchNode, ListNode, RangeNode } from "./node.ts";
import { printed } from "./printf.ts";
import type { Run } from "./run.ts";
import { isTrue } from "./truth.ts";
import { Dict, Int, List, literal, noTrace } from "./value.ts";
import type { Region, Trace, Traced } from "./value.ts";

/** One passage through a branching node: what is walked, and with what. */
export interface Passage {
  readonly region: Region;
  readonly list: ListNode;
  readonly dot: Traced;
  /** What is ranged over; undefined: the list is walked once at most. */
  readonly collection: Traced | undefined;
}

/** What stands for a value that a failed action would have given. */
export const unknownValue: Traced = { value: undefined, trace: { origins: [], isUnknown: true } };

const nothing: ListNode = { nodes: [] };

/** `condition` undefined: it failed, so that no branch is taken; nor is one if it is not known. */
export function branchesOf(run: Run, dot: Traced, node: BranchNode, condition: Traced | undefined): Passage {
  const isKnown = condition !== undefined && !condition.trace.isUnknown;
  const isTaken = isKnown && (node.kind === "range" ? hasElements(run, condition, node) : isTrue(condition.value));
  if (condition) run.state.reads.shape(condition);
  const taken = !isKnown ? "unknown" : isTaken ? "then" : node.elseList ? "else" : "none";
  const { includes, region: outer } = run;
  const origins = condition ? decidersOf(condition.trace) : [];
  const region: Region = {
    kind: node.kind,
    span: run.spanOf(node),
    head: run.spanOf(node.head),
    includes,
    outer,
    origins,
    taken,
  };
  run.state.regions.push(region);
  const inner = node.kind === "with" && condition ? unboxed(run, condition) : dot;
  if (!isTaken)
    skip(run, region, "then", node.list, node.kind === "if" ? dot : node.kind === "with" && condition ? inner : unknownValue);
  if (taken !== "else" && node.elseList) skip(run, region, "else", node.elseList, dot);
  const list = isTaken ? node.list : taken === "else" ? node.elseList! : nothing;
  return { region, list, dot: isTaken ? inner : dot, collection: node.kind === "range" && isTaken ? condition : undefined };
}

/** What dot is, each time the list is walked; sets the variables of a `range` on the way. */
export function roundsOf(run: Run, node: BranchNode, { collection, dot }: Passage): Iterable<Traced> {
  return node.kind === "range" && collection ? iterations(run, node, collection) : [dot];
}

function* iterations(run: Run, node: RangeNode, { value, trace }: Traced): Generator<Traced> {
  if (value instanceof Int) {
    for (let i = 0n; i < value.value; i++) yield* round(run, node, undefined, { value: new Int(i, value.kind), trace }, false);
  } else if (value instanceof Dict) {
    // As they are now: the body may change the map.
    const entries = [...value.entries].sort(([a], [b]) => compareStrings(a, b));
    for (const [key, item] of entries) yield* round(run, node, keyOf(key, item), item, value.type === "interface {}");
  } else if (value instanceof List) {
    const items = [...value.items];
    for (const [i, item] of items.entries())
      yield* round(run, node, literal(new Int(BigInt(i))), item, value.type === "interface {}");
  }
}

function* round(run: Run, node: RangeNode, key: Traced | undefined, item: Traced, isBoxed: boolean): Generator<Traced> {
  run.spend(1);
  const [first, second] = node.pipe.variables;
  if (second) assign(run, first!, key ?? literal(undefined));
  if (first) assign(run, second ?? first, item);
  const variables = run.variables.length;
  if (isBoxed) run.elements.push(item);
  try {
    yield item;
  } finally {
    run.variables.length = variables;
    if (isBoxed) run.elements.pop();
  }
}

/** A key is a string of the same place as its value. */
function keyOf(key: string, { trace }: Traced): Traced {
  return { value: key, trace: trace.origins.length === 0 ? noTrace : { origins: trace.origins } };
}

function hasElements(run: Run, collection: Traced, node: RangeNode): boolean {
  const { value } = collection;
  if (value === undefined || value === null) return false;
  if (value instanceof Dict) return value.entries.size > 0;
  if (value instanceof List) return value.items.length > 0;
  if (!(value instanceof Int)) return run.fail(`range can't iterate over ${printed(collection).value}`, { value: collection });
  if (node.pipe.variables.length > 1) {
    run.fail(`can't use ${value.value} to iterate over more than one variable`, { value: collection });
  }
  return value.value > 0n;
}

/** What a condition depends on: what it is made of, and what decided what it is made of. */
function decidersOf({ origins, deciders }: Trace): Region["origins"] {
  return deciders ? [...new Set([...origins, ...deciders])] : origins;
}

function skip(run: Run, region: Region, branch: "then" | "else", list: ListNode, dot: Traced): void {
  if (list.nodes.length === 0) return;
  const { template, templates, variables } = run;
  run.state.skipped.push({ region, branch, list, dot, variables: [...variables], template, templates });
}
