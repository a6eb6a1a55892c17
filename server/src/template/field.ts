// Takes fields from values: keys of maps, fields and methods of structs.

import type { Origin } from "../base/origin.ts";
import { zeroOf } from "./argument.ts";
import { isStruct, typeOf } from "./go-type.ts";
import { absentOrigin } from "./reads.ts";
import type { Run } from "./run.ts";
import { takenFrom } from "./traced-text.ts";
import { Dict, Int, List } from "./value.ts";
import type { Method, Traced } from "./value.ts";

/** What is found under a name: a value, or a method to be called. */
export type Found = { readonly item: Traced } | { readonly method: Method };

/**
 * `receiver.name`. `isBoxed`: Go holds the receiver as an `interface {}`, which its messages then name as its type.
 * `expression` is the text of what gave the receiver. Of nothing at all every field is nothing.
 */
export function fieldOf(
  run: Run,
  receiver: Traced,
  name: string,
  hasArgs: boolean,
  isBoxed: boolean,
  expression: () => string,
): Found {
  const { value } = receiver;
  if (value === undefined) return nothingOf(run, receiver, name);
  if (value === null) {
    // What passed through a hole may have anything in it.
    if (receiver.trace.isUnknown) return { item: { value: undefined, trace: receiver.trace } };
    const fault = { value: receiver, field: name, expression: expression() };
    return run.fail(`nil pointer evaluating interface {}.${name}`, fault);
  }
  const method = methodOf(value, name);
  if (method) return { method };
  if (value instanceof Dict) {
    if (hasArgs) run.fail(`${name} is not a method but has arguments`, { value: receiver });
    return { item: entryOf(run, receiver, value, name) };
  }
  if (isStruct(value)) {
    const field = value.fields.get(name);
    if (field && hasArgs) run.fail(`${name} has arguments but cannot be invoked as function`);
    if (field) return { item: takenFrom(receiver, field) };
  }
  const type = isBoxed ? "interface {}" : typeOf(value);
  return run.fail(`can't evaluate field ${name} in type ${type}`, { value: receiver, field: name, expression: expression() });
}

/** The entry of a map, read and noted; a missing one is the zero of the map's type, of an origin where it would be. */
export function entryOf(run: Run, container: Traced, dict: Dict, key: string): Traced {
  if (dict.type !== "interface {}") run.state.reads.shape(container);
  const entry = dict.entries.get(key);
  if (entry) return takenFrom(container, entry);
  const { missingKey } = run.state;
  if (missingKey === "error") run.fail(`map has no entry for key "${key}"`, { value: container, field: key });
  const origins = noteAbsent(run, container, key);
  const { isUnknown } = container.trace;
  const value = missingKey === "zero" ? zeroOf(dict.type) : undefined;
  return { value, trace: { origins, ...(isUnknown && { isUnknown }) } };
}

/** Notes that a key was looked for in vain; where it would be. */
export function noteAbsent(run: Run, container: Traced, key: string): Origin[] {
  const origins = container.trace.origins.map((origin) => absentOrigin(origin, key));
  run.state.reads.absent(origins);
  return origins;
}

function nothingOf(run: Run, receiver: Traced, name: string): Found {
  if (run.state.missingKey === "error") run.fail(`nil data; no entry for key "${name}"`, { value: receiver, field: name });
  const origins = noteAbsent(run, receiver, name);
  return { item: { value: undefined, trace: { ...receiver.trace, origins } } };
}

function methodOf(value: Traced["value"], name: string): Method | undefined {
  if (value instanceof Dict || value instanceof List || value instanceof Int) return value.named?.methods.get(name);
  return isStruct(value) ? value.methods.get(name) : undefined;
}
