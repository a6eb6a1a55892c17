// The object `.Files`: what a chart carries beside its templates.

import { memo } from "../base/memo.ts";
import { fromBytes } from "../template/go-string.ts";
import { Bytes, Dict, List, literal, noTrace } from "../template/value.ts";
import type { Method, NamedType, Trace, Traced } from "../template/value.ts";
import type { ChartFile } from "./chart.ts";
import { filesGlob } from "./files-glob.ts";
import { base64, compareStrings } from "./go-json.ts";
import { writeYaml } from "./go-yaml.ts";
import { Place } from "./place.ts";

/** A map of names and bytes with methods, as Go's `engine.files`. */
export function filesObject(files: readonly ChartFile[]): Dict {
  const entries = new Map(
    files.map(({ name, path, file }) => [name, { value: new Bytes(file.bytes), trace: { origins: [Place.of(path)] } }]),
  );
  return filesOf(entries);
}

type FileEntries = Map<string, Traced<Bytes>>;

function filesOf(entries: FileEntries): Dict {
  return new Dict(entries, "[]uint8", typeOf(entries));
}

function typeOf(entries: FileEntries): NamedType {
  const get = (name: string | undefined) => (name === undefined ? undefined : entries.get(name));
  return {
    name: "engine.files",
    methods: new Map<string, Method>([
      ["Get", withName((name) => asText(get(name)))],
      ["GetBytes", withName((name) => get(name) ?? literal(new Bytes(new Uint8Array())))],
      ["Glob", withName((pattern) => literal(filesOf(matching(entries, pattern))))],
      ["Lines", withName((name) => lines(get(name)))],
      ["AsConfig", { arity: [0, 0], call: () => asMap(entries, textOf) }],
      ["AsSecrets", { arity: [0, 0], call: () => asMap(entries, ({ bytes }) => base64(bytes)) }],
    ]),
  };
}

function withName(call: (name: string) => Traced): Method {
  // The engine has checked it against the parameter's type.
  return { arity: [1, 1], params: ["string"], call: ([name = literal("")]) => call(name.value as string) };
}

const textOf = memo(({ bytes }: Bytes) => fromBytes(bytes));

function asText(file: Traced<Bytes> | undefined): Traced<string> {
  return file ? { value: textOf(file.value), trace: file.trace } : literal("");
}

function matching(entries: FileEntries, pattern: string): FileEntries {
  const matches = filesGlob(pattern);
  return new Map([...entries].filter(([name]) => matches(name)));
}

function lines(file: Traced<Bytes> | undefined): Traced<List> {
  const text = file ? textOf(file.value) : "";
  const trace: Trace = file?.trace ?? noTrace;
  if (text === "") return { value: new List([], "string"), trace };
  const items = text.replace(/\n$/, "").split("\n");
  return {
    value: new List(
      items.map((item) => ({ value: item, trace })),
      "string",
    ),
    trace,
  };
}

/** As YAML, by base name; of files with the same name Go takes any, we the last. */
function asMap(entries: FileEntries, write: (bytes: Bytes) => string): Traced<string> {
  const sorted = [...entries].sort(([a], [b]) => compareStrings(a, b));
  const map = sorted.map(
    ([name, { value, trace }]) => [name.slice(name.lastIndexOf("/") + 1), { value: write(value), trace }] as const,
  );
  return writeYaml(literal(new Dict(new Map<string, Traced>(map), "string")));
}
