// Renders a template: the text, where each stretch of it came from, and what went wrong.

import { builtins } from "./builtin.ts";
import { TemplateError } from "./error.ts";
import type { FunctionTable } from "./function.ts";
import { quote } from "./go-quote.ts";
import { Output } from "./output.ts";
import { ReadLog } from "./reads.ts";
import type { Reads } from "./reads.ts";
import { Run } from "./run.ts";
import type { Limits, MissingKey, RenderState, Skipped } from "./run.ts";
import { ParseCache, Source, refusal } from "./templates.ts";
import type { Templates } from "./templates.ts";
import type { Dict, List, Region, Segment, Traced } from "./value.ts";
import { execute, executeSliced, located } from "./walk.ts";

export interface RenderOptions {
  /** Go's own functions need not be in it; those of the same name come before them. */
  readonly functions: FunctionTable;
  /** "strict": the first failure ends the render, as in Go. "tolerant": a failing action leaves a hole. */
  readonly mode: "strict" | "tolerant";
  readonly limits?: Partial<Limits>;
  readonly missingKey?: MissingKey;
  /** What Go calls the template that all others are associated with. */
  readonly rootName?: string;
  /** Where texts parsed during renders are remembered; made for the same functions. */
  readonly parses?: ParseCache;
  /** Told before a function changes a container in place. What it throws ends the render, and is thrown on. */
  readonly beforeChange?: ((container: Dict | List) => void) | undefined;
}

export interface RenderResult {
  readonly text: string;
  /** They tile the text exactly. Those of length 0 are holes, and branches that wrote nothing. */
  readonly segments: readonly Segment[];
  /** In strict mode the one that ended the render; in tolerant mode all, in order; a limit that was reached is the last one. */
  readonly failures: readonly TemplateError[];
  /** Whether the template was walked to its end. */
  readonly isComplete: boolean;
  /** Each passage through an `if`, `with` or `range`, in the order they were entered; also those of includes. */
  readonly regions: readonly Region[];
  /** Branches that were not taken, to be rendered apart by `renderSkipped`. */
  readonly skipped: readonly Skipped[];
  readonly reads: Reads;
  /** The names of the templates that it looked for: itself, what it includes, what is not there. */
  readonly lookedUp: ReadonlySet<string>;
  readonly steps: number;
}

const defaultLimits: Limits = { steps: 20_000_000, depth: 1000, output: 32_000_000 };
/** How many steps lie between two yields: a few milliseconds. */
const SLICE = 5_000;

/** Yields every few milliseconds while it walks the template. Throws nothing that a template can bring about. */
export function* render(templates: Templates, name: string, data: Traced, options: RenderOptions): Generator<void, RenderResult> {
  const state = stateOf(options);
  const output = new Output();
  state.lookedUp.add(name);
  const template = templates.get(name);
  if (!template) return finish(state, output, missing(name, state.rootName));
  const run = new Run({ state, templates, includes: [], level: 0, region: undefined }, template, data, output);
  const refused = state.isTolerant ? undefined : refusal(template.source);
  if (refused) return finish(state, output, refused);
  yield;
  try {
    yield* executeSliced(run, data, SLICE);
    return finish(state, output);
  } catch (error) {
    return finish(state, output, ended(state, run, error));
  }
}

/** All of a render at once. */
export function drain<R>(steps: Generator<void, R>): R {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The state that a render starts with. */
export function stateOf(options: RenderOptions): RenderState {
  const { functions, mode, missingKey = "zero", rootName = "gotpl" } = options;
  const parses = options.parses ?? new ParseCache(callable(functions));
  const lookedUp = new Set<string>();
  return {
    functions,
    limits: { ...defaultLimits, ...options.limits },
    missingKey,
    rootName,
    isTolerant: mode === "tolerant",
    reads: new ReadLog(),
    failures: [],
    regions: [],
    skipped: [],
    lookedUp,
    beforeChange: options.beforeChange,
    execute,
    parse: (name, text, templates) => {
      const source = new Source(name, parses.get(text.value), text);
      const refused = refusal(source);
      if (refused) throw refused;
      // Whether an empty definition counts depends on what there is.
      lookedUp.add(name);
      for (const definition of source.parsed.definitions) lookedUp.add(definition.name);
      return templates.with(source);
    },
    steps: 0,
    nesting: 0,
    current: undefined,
  };
}

/** The names that a template may call. */
export function callable(functions: FunctionTable): { has: (name: string) => boolean } {
  return { has: (name) => functions.has(name) || builtins.has(name) };
}

export function finish(state: RenderState, output: Output, failure?: TemplateError): RenderResult {
  const { failures, regions, skipped, reads, lookedUp, steps } = state;
  return {
    text: output.text,
    segments: output.segments,
    failures: failure ? [...failures, failure] : failures,
    isComplete: failure === undefined,
    regions,
    skipped,
    reads: reads.result(),
    lookedUp,
    steps,
  };
}

/** The failure that ended the render; what a template can't have brought about is thrown on. */
export function ended(state: RenderState, run: Run, thrown: unknown): TemplateError {
  const error = located(state.current ?? run, thrown);
  if (error instanceof TemplateError) return error;
  throw error;
}

function missing(name: string, rootName: string): TemplateError {
  const reason = `no template ${quote(name)} associated with template ${quote(rootName)}`;
  const span = { template: name, start: 0, end: 0 };
  return new TemplateError(`template: ${reason}`, { kind: "execute", reason, span, includes: [], fault: { template: name } });
}
