// Go's `common.Values`: a map with methods.

import { FunctionFailure } from "../template/error.ts";
import { Dict, literal } from "../template/value.ts";
import type { Method, NamedType, Traced } from "../template/value.ts";
import { writeYaml } from "./go-yaml.ts";
import { isMap } from "./merge-maps.ts";

/** The entries under that name. */
export function asValues(entries: Map<string, Traced>): Dict {
  return new Dict(entries, undefined, typeOf(literal(new Dict(entries))));
}

function typeOf(self: Traced<Dict>): NamedType {
  return {
    name: "common.Values",
    methods: new Map<string, Method>([
      ["AsMap", { arity: [0, 0], call: () => self }],
      ["YAML", { arity: [0, 0], readsAll: true, call: () => yaml(self) }],
      ["Table", withPath((path) => table(self, path))],
      ["PathValue", withPath((path) => scalar(self, path))],
    ]),
  };
}

function withPath(call: (path: readonly string[]) => Traced): Method {
  // The engine has checked it against the parameter's type.
  return { arity: [1, 1], params: ["string"], call: ([path = literal("")]) => call((path.value as string).split(".")) };
}

function yaml(self: Traced<Dict>): Traced<string> {
  const text = writeYaml(self);
  const segment = { length: 1, origins: [], span: undefined };
  return { value: `${text.value}\n`, trace: { ...text.trace, segments: [...(text.trace.segments ?? []), segment] } };
}

function table(self: Traced<Dict>, path: readonly string[]): Traced<Dict> {
  let at = self;
  for (const step of path) {
    const next = at.value.entries.get(step);
    if (!next || !isMap(next)) throw new FunctionFailure(`${JSON.stringify(step)} is not a table`);
    at = next;
  }
  return { value: asValues(at.value.entries), trace: at.trace };
}

function scalar(self: Traced<Dict>, path: readonly string[]): Traced {
  const last = path.at(-1) ?? "";
  const missing = () => new FunctionFailure(`${JSON.stringify(last)} is not a value`);
  let at = self;
  for (const step of path.slice(0, -1)) {
    const next = at.value.entries.get(step);
    if (!next || !isMap(next)) throw missing();
    at = next;
  }
  const found = at.value.entries.get(last);
  if (!found || isMap(found)) throw missing();
  return found;
}
