// Renders a branch that was not taken, to see what it would have written.

import { Output } from "./output.ts";
import { ended, finish, stateOf } from "./render.ts";
import type { RenderOptions, RenderResult } from "./render.ts";
import { Run } from "./run.ts";
import type { Skipped } from "./run.ts";
import { Bytes, Dict, List } from "./value.ts";
import type { Traced, Value } from "./value.ts";
import { execute } from "./walk.ts";

const limits = { steps: 50_000, output: 200_000 };

/** Tolerant, within a small budget, on copies of what the branch can reach. Failures are to be expected, and mean nothing. */
export function renderSkipped(skipped: Skipped, options: RenderOptions): RenderResult {
  const { region, list, dot, variables, template, templates } = skipped;
  const state = stateOf({ ...options, mode: "tolerant", limits: { ...limits, ...options.limits } });
  const copy = copier();
  const output = new Output();
  const branch = { ...template, root: list };
  const run = new Run({ state, templates, includes: region.includes, level: 0, region }, branch, copy(variables[0]!), output);
  run.variables.push(...variables.slice(1).map(copy));
  try {
    execute(run, copy(dot));
    return finish(state, output);
  } catch (error) {
    return finish(state, output, ended(state, run, error));
  }
}

/** Copies containers, each once, so that what is the same stays the same. */
function copier(): (traced: Traced) => Traced {
  const copies = new Map<Value, Value>();
  const copyValue = (value: Value): Value => {
    if (!(value instanceof Dict || value instanceof List) || value instanceof Bytes) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    const copy =
      value instanceof Dict ? new Dict(new Map(), value.type, value.named) : new List([], value.type, value.named, value.isNil);
    copies.set(value, copy);
    if (value instanceof Dict && copy instanceof Dict)
      for (const [key, item] of value.entries) copy.entries.set(key, copyTraced(item));
    if (value instanceof List && copy instanceof List) copy.items.push(...value.items.map(copyTraced));
    return copy;
  };
  const copyTraced = (traced: Traced): Traced => {
    const value = copyValue(traced.value);
    return value === traced.value ? traced : { value, trace: traced.trace };
  };
  return copyTraced;
}
