// What an expression of a template leads to, as far as that can be told without rendering: a path from the dot it was given.

/** A key; or EACH: any entry of a map or list. */
export type Step = string | typeof EACH;
export const EACH = 0;

export type Flow = FlowPath | FlowDict | FlowList | FlowChoice | FlowText | typeof elsewhere;

/** `root` is empty for the dot that the template was given, else the name of whatever a reader put in its place. */
export interface FlowPath {
  readonly kind: "path";
  readonly root: string;
  readonly steps: readonly Step[];
}

/** Made by `dict`; `set` adds to it. */
export interface FlowDict {
  readonly kind: "dict";
  readonly entries: Map<string, Flow>;
}

export interface FlowList {
  readonly kind: "list";
  readonly items: readonly Flow[];
}

/** One of several. */
export interface FlowChoice {
  readonly kind: "choice";
  readonly of: readonly Flow[];
}

/** A constant. */
export interface FlowText {
  readonly kind: "text";
  readonly text: string;
}

export const elsewhere = { kind: "elsewhere" } as const;

/** The dot that a template was given. */
export const entry: FlowPath = { kind: "path", root: "", steps: [] };

/** Templates that include themselves with a part of what they were given come to an end here. */
const DEEPEST = 24;
const MOST_CHOICES = 16;

/** What is taken out of it by a key. */
export function below(flow: Flow, step: Step): Flow {
  switch (flow.kind) {
    case "path":
      return flow.steps.length < DEEPEST ? { ...flow, steps: [...flow.steps, step] } : elsewhere;
    case "dict":
      return step === EACH ? choice([...flow.entries.values()]) : (flow.entries.get(step) ?? elsewhere);
    case "list":
      return choice(flow.items);
    case "choice":
      return choice(flow.of.map((one) => below(one, step)));
    default:
      return elsewhere;
  }
}

/** One of these; what is known to lead elsewhere is no choice. */
export function choice(flows: readonly Flow[]): Flow {
  const all = flows.flatMap((flow) => (flow.kind === "choice" ? flow.of : flow)).filter((flow) => flow !== elsewhere);
  const different = [...new Map(all.map((flow) => [keyOf(flow), flow])).values()].slice(0, MOST_CHOICES);
  if (different.length > 1) return { kind: "choice", of: different };
  return different[0] ?? elsewhere;
}

/** The same where the template was given `dot`. */
export function given(flow: Flow, dot: Flow): Flow {
  switch (flow.kind) {
    case "path":
      return flow.root === "" ? flow.steps.reduce(below, dot) : flow;
    case "dict":
      return { kind: "dict", entries: new Map([...flow.entries].map(([key, value]) => [key, given(value, dot)])) };
    case "list":
      return { kind: "list", items: flow.items.map((item) => given(item, dot)) };
    case "choice":
      return choice(flow.of.map((one) => given(one, dot)));
    default:
      return flow;
  }
}

/** The paths that it may be. */
export function pathsOf(flow: Flow): readonly FlowPath[] {
  if (flow.kind === "path") return [flow];
  return flow.kind === "choice" ? flow.of.flatMap(pathsOf) : [];
}

/** The paths that it may be or hold. */
export function pathsIn(flow: Flow): readonly FlowPath[] {
  if (flow.kind === "dict") return [...flow.entries.values()].flatMap(pathsIn);
  if (flow.kind === "list") return flow.items.flatMap(pathsIn);
  return flow.kind === "choice" ? flow.of.flatMap(pathsIn) : pathsOf(flow);
}

/** Equal for flows that lead to the same. */
export function keyOf(flow: Flow): string {
  switch (flow.kind) {
    case "path":
      return `${flow.root}\0${flow.steps.join("\0")}`;
    case "dict":
      return `{${[...flow.entries].map(([key, value]) => `${key}:${keyOf(value)}`).join(",")}}`;
    case "list":
      return `[${flow.items.map(keyOf).join(",")}]`;
    case "choice":
      return `(${flow.of.map(keyOf).join("|")})`;
    case "text":
      return JSON.stringify(flow.text);
    default:
      return "?";
  }
}
