// What calls of functions lead to, and what they look at in their arguments.

import type { Span } from "../base/span.ts";
import { EACH, below, choice, elsewhere, type Flow, type FlowDict } from "./flow.ts";
import type { Operand } from "./node.ts";
import type { Reader } from "./reading.ts";

export interface FlowCall extends Span {
  readonly name: string;
  readonly args: readonly Operand[];
  /** What the pipeline hands over as the last argument. */
  readonly piped: Flow | undefined;
}

/** An argument, and the node that it is written as; what is piped is written elsewhere. */
interface Argument {
  readonly flow: Flow;
  readonly node: Operand | undefined;
}

export function callFlow(reader: Reader, call: FlowCall): Flow {
  const args: Argument[] = call.args.map((node) => ({ flow: reader.operand(node), node }));
  if (call.piped) args.push({ flow: call.piped, node: undefined });
  const special = calls.get(call.name);
  if (special) return special(reader, args, call);
  if (chosen.has(call.name)) return choice(args.map(({ flow }) => flow));
  if (parts.has(call.name)) return choice(args.map(({ flow }) => flow));
  if (!blind.has(call.name)) for (const { flow } of args) reader.whole(flow, call.name, call);
  return elsewhere;
}

type Special = (reader: Reader, args: readonly Argument[], call: FlowCall) => Flow;

/** Give one of their arguments. */
const chosen = new Set(["and", "or", "default", "coalesce", "ternary"]);

/** Give what holds the entries of their arguments. */
const parts = new Set(
  ["merge", "mergeOverwrite", "deepCopy", "append", "prepend", "push", "concat", "rest", "initial", "reverse", "uniq", "compact"]
    .concat(["slice", "without", "chunk", "values", "sortAlpha"])
    .flatMap((name) => [name, `must${name[0]!.toUpperCase()}${name.slice(1)}`]),
);

/** Look at what kind of thing it is, not at what is in it. */
const blind = new Set(
  [
    "not",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "empty",
    "len",
    "fail",
    "kindOf",
    "kindIs",
    "typeOf",
    "typeIs",
    "typeIsLike",
  ].concat(["lookup", "all", "any"]),
);

const calls: ReadonlyMap<string, Special> = new Map<string, Special>([
  ["dict", (_, args) => ({ kind: "dict", entries: entriesOf(args) })],
  ["list", (_, args) => ({ kind: "list", items: args.map(({ flow }) => flow) })],
  ["tuple", (_, args) => ({ kind: "list", items: args.map(({ flow }) => flow) })],
  ["first", (_, [of]) => (of ? below(of.flow, EACH) : elsewhere)],
  ["last", (_, [of]) => (of ? below(of.flow, EACH) : elsewhere)],
  ["mustFirst", (_, [of]) => (of ? below(of.flow, EACH) : elsewhere)],
  ["mustLast", (_, [of]) => (of ? below(of.flow, EACH) : elsewhere)],
  ["required", (_, args) => args.at(-1)?.flow ?? elsewhere],
  [
    "index",
    (reader, [base, ...keys], call) => (base ? keys.reduce((flow, key) => taken(reader, flow, key, call), base.flow) : elsewhere),
  ],
  ["get", (reader, [base, key], call) => (base && key ? taken(reader, base.flow, key, call) : elsewhere)],
  ["hasKey", asked],
  ["dig", dig],
  ["pluck", (reader, [key, ...maps], call) => (key ? choice(maps.map(({ flow }) => taken(reader, flow, key, call))) : elsewhere)],
  ["pick", withKeys],
  ["omit", withKeys],
  ["unset", withKeys],
  ["set", set],
  ["keys", (reader, args, call) => noted(reader, args, call)],
  ["include", include],
  ["tpl", (reader, [text], call) => noted(reader, text ? [text] : [], call)],
]);

function entriesOf(args: readonly Argument[]): Map<string, Flow> {
  const entries = new Map<string, Flow>();
  for (let i = 0; i + 1 < args.length; i += 2) {
    const key = args[i]!.flow;
    if (key.kind === "text") entries.set(key.text, args[i + 1]!.flow);
  }
  return entries;
}

function taken(reader: Reader, base: Flow, key: Argument, call: FlowCall): Flow {
  if (key.flow.kind === "text") {
    if (key.node) reader.key(base, key.node);
    if (key.node?.kind !== "string") reader.computed.push({ base, by: call.name, start: call.start, end: call.end });
    return below(base, key.flow.text);
  }
  if (key.node?.kind !== "number") reader.computed.push({ base, by: call.name, start: call.start, end: call.end });
  return below(base, EACH);
}

function asked(reader: Reader, [map, key]: readonly Argument[], call: FlowCall): Flow {
  if (map && key) taken(reader, map.flow, key, call);
  return elsewhere;
}

/** `dig "a" "b" default map`. */
function dig(reader: Reader, args: readonly Argument[], call: FlowCall): Flow {
  const map = args.at(-1);
  const otherwise = args.at(-2);
  if (!map || !otherwise) return elsewhere;
  const found = args.slice(0, -2).reduce((flow, key) => taken(reader, flow, key, call), map.flow);
  return choice([found, otherwise.flow]);
}

/** `pick map "a" "b"`: the map, of which keys are named. */
function withKeys(reader: Reader, [map, ...keys]: readonly Argument[], call: FlowCall): Flow {
  if (!map) return elsewhere;
  for (const key of keys) taken(reader, map.flow, key, call);
  return map.flow;
}

function set(reader: Reader, [map, key, value]: readonly Argument[], call: FlowCall): Flow {
  if (!map || !key) return elsewhere;
  if (map.flow.kind !== "dict") taken(reader, map.flow, key, call);
  else if (key.flow.kind === "text" && value && !holds(value.flow, map.flow)) {
    const { entries } = map.flow;
    entries.set(key.flow.text, choice([entries.get(key.flow.text) ?? elsewhere, value.flow]));
  }
  return map.flow;
}

/** A map may be put into itself: for us it is not. */
function holds(flow: Flow, dict: FlowDict): boolean {
  if (flow === dict) return true;
  const inner =
    flow.kind === "dict" ? [...flow.entries.values()] : flow.kind === "list" ? flow.items : flow.kind === "choice" ? flow.of : [];
  return inner.some((one) => holds(one, dict));
}

function noted(reader: Reader, args: readonly Argument[], call: FlowCall): Flow {
  for (const { flow } of args) reader.whole(flow, call.name, call);
  return elsewhere;
}

function include(reader: Reader, [name, argument]: readonly Argument[]): Flow {
  if (name?.flow.kind === "text" && name.node?.kind === "string") {
    const { start, end } = name.node;
    reader.inclusions.push({ name: name.flow.text, argument: argument?.flow ?? elsewhere, start: start + 1, end: end - 1 });
  }
  return elsewhere;
}
