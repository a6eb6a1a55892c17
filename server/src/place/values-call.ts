// What template functions do with values, as far as reading them goes.

import type { Operand } from "../template/node.ts";
import { elementOf, fieldOf, listOf, mapOf, noFlow, readWhole, unionOf, type Flow } from "./values-flow.ts";

/** An argument: what may be in it, and its text where it is a constant. */
export interface Argument {
  readonly flow: Flow;
  readonly constant: string | number | undefined;
}

/** The text or number that an operand is, where it is written out. */
export function constantOf(node: Operand): string | number | undefined {
  if (node.kind === "string") return node.constant.value;
  if (node.kind === "number") return Number(node.text);
  if (node.kind !== "pipe" || node.commands.length !== 1) return undefined;
  const [command] = node.commands;
  return command && command.args.length === 1 ? constantOf(command.args[0]) : undefined;
}

/** What a call gives. What is not known to be harmless reads its arguments whole. */
export function callFlow(name: string, args: readonly Argument[]): Flow {
  const call = calls.get(name);
  if (call) return call(args);
  for (const { flow } of args) readWhole(flow);
  return noFlow;
}

type Call = (args: readonly Argument[]) => Flow;

const one: Call = (args) => args.at(-1)?.flow ?? noFlow;
const first: Call = (args) => args[0]?.flow ?? noFlow;
const all: Call = (args) => unionOf(args.map(({ flow }) => flow));
/** Asks what something is, and looks at nothing in it. */
const test: Call = () => noFlow;

const shape: Call = (args) => {
  for (const { flow } of args) elementOf(flow);
  return noFlow;
};

function step(flow: Flow, { constant, flow: key }: Argument): Flow {
  readWhole(key);
  return typeof constant === "string" ? fieldOf(flow, constant) : elementOf(flow);
}

const index: Call = ([container, ...steps]) => steps.reduce(step, container?.flow ?? noFlow);

/** `dig "a" "b" default map` */
const dig: Call = (args) => {
  const found = args.slice(0, -2).reduce(step, args.at(-1)?.flow ?? noFlow);
  return unionOf([found, args.at(-2)?.flow ?? noFlow]);
};

const dict: Call = (args) => {
  const entries = new Map<string, Flow>();
  const rest: Flow[] = [];
  for (let i = 0; i < args.length; i += 2) {
    const [key, value] = [args[i]!, args[i + 1]?.flow ?? noFlow];
    if (typeof key.constant === "string") entries.set(key.constant, value);
    else {
      readWhole(key.flow);
      rest.push(value);
    }
  }
  return mapOf(entries, rest.length > 0 ? unionOf(rest) : undefined);
};

/** The map is changed for all who hold it: who reads the value from there is not followed. */
const set: Call = ([map, key, value]) => {
  readWhole(key?.flow ?? noFlow);
  readWhole(value?.flow ?? noFlow);
  return map?.flow ?? noFlow;
};

/** `omit map "a"`: what is left out was looked at. */
const filter: Call = ([map, ...keys]) => {
  for (const key of keys) step(map?.flow ?? noFlow, key);
  return map?.flow ?? noFlow;
};

/** What is picked by name is all that is left. */
const pick: Call = ([map, ...keys]) => {
  const flow = map?.flow ?? noFlow;
  if (keys.some(({ constant }) => typeof constant !== "string")) return filter([{ flow, constant: undefined }, ...keys]);
  return mapOf(new Map(keys.map(({ constant }) => [String(constant), fieldOf(flow, String(constant))])));
};

const pluck: Call = ([key, ...maps]) => listOf(maps.map(({ flow }) => step(flow, key!)));

const has: Call = ([map, key]) => {
  step(map?.flow ?? noFlow, key ?? { flow: noFlow, constant: undefined });
  return noFlow;
};

const items: Call = (args) => listOf(args.map(({ flow }) => elementOf(flow)));

/** The list with another item. */
const append: Call = ([list, item]) => unionOf([list?.flow ?? noFlow, listOf([item?.flow ?? noFlow])]);

const calls: ReadonlyMap<string, Call> = new Map<string, Call>([
  ...named(test, "not", "empty", "kindIs", "kindOf", "typeIs", "typeOf", "typeIsLike", "eq", "ne", "lt", "le", "gt", "ge"),
  ...named(shape, "len", "keys"),
  ...named(all, "and", "or", "default", "coalesce", "ternary", "concat"),
  ...named(all, "merge", "mustMerge", "mergeOverwrite", "mustMergeOverwrite"),
  ...named(one, "required", "deepCopy", "mustDeepCopy"),
  ...named(first, "initial", "rest", "mustRest", "mustInitial", "reverse", "mustReverse", "uniq", "mustUniq", "compact"),
  ...named(first, "mustCompact", "slice", "mustSlice"),
  ...named((args) => elementOf(first(args)), "first", "last", "mustFirst", "mustLast"),
  ...named(append, "append", "mustAppend", "prepend", "mustPrepend", "push", "mustPush"),
  ...named((args) => listOf(args.map(({ flow }) => flow)), "list", "tuple"),
  ["index", index],
  ["get", index],
  ["dig", dig],
  ["dict", dict],
  ["set", set],
  ["unset", filter],
  ["omit", filter],
  ["pick", pick],
  ["pluck", pluck],
  ["hasKey", has],
  ["values", items],
]);

function named(call: Call, ...names: readonly string[]): readonly (readonly [string, Call])[] {
  return names.map((name) => [name, call] as const);
}
