// Renders a branch that was not taken, to see what it would have written.

import { copier } from "./copy.ts";
import { Output } from "./output.ts";
import { ended, finish, stateOf } from "./render.ts";
import type { RenderOptions, RenderResult } from "./render.ts";
import { Run } from "./run.ts";
import type { Skipped } from "./run.ts";
import type { Templates } from "./templates.ts";
import type { Value } from "./value.ts";
import { execute } from "./walk.ts";

const limits = { steps: 50_000, output: 200_000 };

/** What has changed since the branch was skipped, where it is to be rendered as it would be now. */
export interface Since {
  /** The set of templates that there is now. */
  readonly templates: Templates;
  /** Containers, and what now stands in their places. */
  readonly containers: ReadonlyMap<Value, Value>;
}

/** Tolerant, within a small budget, on copies of what the branch can reach. Failures are to be expected, and mean nothing. */
export function renderSkipped(skipped: Skipped, options: RenderOptions, since?: Since): RenderResult {
  const { region, list, dot, variables, template } = skipped;
  const state = stateOf({ ...options, mode: "tolerant", limits: { ...limits, ...options.limits } });
  const copy = copier(since?.containers);
  const output = new Output();
  const branch = { ...template, root: list };
  const templates = since ? skipped.templates.on(since.templates) : skipped.templates;
  const run = new Run({ state, templates, includes: region.includes, level: 0, region }, branch, copy(variables[0]!), output);
  run.variables.push(...variables.slice(1).map(copy));
  try {
    execute(run, copy(dot));
    return finish(state, output);
  } catch (error) {
    return finish(state, output, ended(state, run, error));
  }
}
