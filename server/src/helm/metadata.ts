// What a Chart.yaml says, as Helm reads and checks it.

import { Dict, List, literal } from "../template/value.ts";
import type { Traced, Value } from "../template/value.ts";
import { entries, isNull, resolve } from "../yaml/access.ts";
import { scalarKey, scalarType } from "../yaml/scalar.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { Place } from "./place.ts";
import { parseYaml, YamlError } from "./read-yaml.ts";

/** A chart that Helm would not load: its text. */
export class ChartError extends Error {
  /** The file that is to blame, where one is. */
  readonly file: string | undefined;
  readonly offset: number;

  constructor(message: string, file?: string, offset = 0) {
    super(message);
    this.file = file;
    this.offset = offset;
  }
}

/** Go's fields by name: what `.Chart` shows. Strings are "" where nothing is written, lists empty. */
export interface Metadata {
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly type: string;
  readonly kubeVersion: string;
  readonly deprecated: boolean;
  /** Undefined where the file has no such list at all. */
  readonly dependencies: readonly Dependency[] | undefined;
  /** All fields but `Dependencies`. */
  readonly fields: ReadonlyMap<string, Traced>;
}

export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly alias: string;
  readonly enabled: boolean;
  /** Strings and maps, as written. */
  readonly importValues: readonly Traced[];
  readonly place: Place;
}

type Kind = "string" | "bool" | "strings" | "texts" | "maintainers" | "dependencies" | "values";

/** JSON name → Go's name and kind. */
type Shape = Readonly<Record<string, readonly [goName: string, kind: Kind]>>;

const chartShape: Shape = {
  name: ["Name", "string"],
  home: ["Home", "string"],
  sources: ["Sources", "strings"],
  version: ["Version", "string"],
  description: ["Description", "string"],
  keywords: ["Keywords", "strings"],
  maintainers: ["Maintainers", "maintainers"],
  icon: ["Icon", "string"],
  apiVersion: ["APIVersion", "string"],
  condition: ["Condition", "string"],
  tags: ["Tags", "string"],
  appVersion: ["AppVersion", "string"],
  deprecated: ["Deprecated", "bool"],
  annotations: ["Annotations", "texts"],
  kubeVersion: ["KubeVersion", "string"],
  dependencies: ["Dependencies", "dependencies"],
  type: ["Type", "string"],
};
const maintainerShape: Shape = { name: ["Name", "string"], email: ["Email", "string"], url: ["URL", "string"] };
const dependencyShape: Shape = {
  name: ["Name", "string"],
  version: ["Version", "string"],
  repository: ["Repository", "string"],
  condition: ["Condition", "string"],
  tags: ["Tags", "strings"],
  enabled: ["Enabled", "bool"],
  "import-values": ["ImportValues", "values"],
  alias: ["Alias", "string"],
};

/** The fields that a file writes; `into` are those of a file read before it (Chart.yaml before requirements.yaml). Throws a ChartError. */
export function readMetadata(text: string, file: string, into: Fields = new Map()): Fields {
  const fail = (error: YamlError) =>
    new ChartError(`cannot load ${file.slice(file.lastIndexOf("/") + 1)}: ${error.message}`, file, error.offset);
  try {
    const { root } = parseYaml(text);
    return root ? new Map([...into, ...readFields(root, chartShape, "Metadata", Place.of(file))]) : into;
  } catch (error) {
    throw error instanceof YamlError ? fail(error) : error;
  }
}

export type Fields = ReadonlyMap<string, Traced>;

/** The fields as Helm goes on with them. Throws a ChartError with what Helm's validation says. */
export function checkMetadata(written: Fields, file: string, isVersion: (text: string) => boolean): Metadata {
  const fields = new Map<string, Traced>();
  for (const [name, kind] of Object.values(chartShape))
    fields.set(name, sanitize(name, written.get(name) ?? literal(emptyOf(kind))));
  if (textOf(fields, "APIVersion") === "") fields.set("APIVersion", literal("v1"));
  const refuse = (message: string) => new ChartError(`validation: ${message}`, file);
  const name = textOf(fields, "Name");
  const version = textOf(fields, "Version");
  if (name === "") throw refuse("chart.metadata.name is required");
  if (name === "." || name === "..") throw refuse(`chart.metadata.name ${JSON.stringify(name)} is not allowed`);
  if (name !== baseName(name)) throw refuse(`chart.metadata.name ${JSON.stringify(name)} is invalid`);
  if (version === "") throw refuse("chart.metadata.version is required");
  if (!isVersion(version)) throw refuse(`chart.metadata.version ${JSON.stringify(version)} is invalid`);
  const type = textOf(fields, "Type");
  if (!["", "application", "library"].includes(type)) throw refuse("chart.metadata.type must be application or library");
  for (const { value } of itemsOf(fields.get("Maintainers")))
    if (!(value instanceof Dict)) throw refuse("maintainers must not contain empty or null nodes");
  const dependencies = written.has("Dependencies") ? checkDependencies(itemsOf(fields.get("Dependencies")), refuse) : undefined;
  fields.delete("Dependencies");
  return {
    name,
    version,
    type,
    dependencies,
    fields,
    apiVersion: textOf(fields, "APIVersion"),
    kubeVersion: textOf(fields, "KubeVersion"),
    deprecated: fields.get("Deprecated")?.value === true,
  };
}

function checkDependencies(items: readonly Traced[], refuse: (message: string) => ChartError): readonly Dependency[] {
  const seen = new Set<string>();
  return items.map(({ value, trace }) => {
    if (!(value instanceof Dict)) throw refuse("dependencies must not contain empty or null nodes");
    const text = (name: string) => clean(textOf(value.entries, name));
    // It was read without cleaning, so that what is not allowed in it can be seen.
    const alias = textOf(value.entries, "Alias");
    const name = text("Name");
    if (alias !== "" && !/^[a-zA-Z0-9_-]+$/.test(alias))
      throw refuse(`dependency ${JSON.stringify(name)} has disallowed characters in the alias`);
    const key = alias || name;
    if (seen.has(key)) throw refuse(`more than one dependency with name or alias ${JSON.stringify(key)}`);
    seen.add(key);
    return {
      name,
      alias,
      version: text("Version"),
      repository: text("Repository"),
      condition: text("Condition"),
      tags: itemsOf(value.entries.get("Tags")).map((tag) => (typeof tag.value === "string" ? clean(tag.value) : "")),
      enabled: value.entries.get("Enabled")?.value === true,
      importValues: itemsOf(value.entries.get("ImportValues")),
      // Read by this module from a file, so it has a place.
      place: trace.origins[0] as Place,
    };
  });
}

function readFields(node: YamlNode, shape: Shape, type: string, place: Place): Map<string, Traced> {
  const target = resolve(node);
  if (isNull(target)) return new Map();
  if (target?.kind !== "map") throw cannotUnmarshal(node, type, type === "Metadata" ? "chart.Metadata" : type);
  const fields = new Map<string, Traced>();
  const names = Object.keys(shape);
  for (const { key, pair } of entries(target)) {
    // JSON's names are found whatever their case.
    const name = key in shape ? key : names.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
    const [goName, kind] = (name === undefined ? undefined : shape[name]) ?? [];
    if (goName === undefined || kind === undefined) continue;
    if (kind === "dependencies" && isNull(pair.value)) continue;
    fields.set(goName, readField(pair.value, kind, `${type}.${name}`, place.below(key)));
  }
  return fields;
}

/** Those of a struct: what is not written is there, too. */
function allFields(node: YamlNode, shape: Shape, type: string, place: Place): Map<string, Traced> {
  const empty = Object.values(shape).map(([name, kind]) => [name, literal(emptyOf(kind))] as const);
  return new Map([...empty, ...readFields(node, shape, type, place)]);
}

function readField(written: YamlNode, kind: Kind, field: string, place: Place): Traced {
  const trace = { origins: [place] };
  const node = resolve(written) ?? written;
  if (isNull(node)) return { value: emptyOf(kind), trace };
  switch (kind) {
    case "string":
      return { value: readText(node, field), trace };
    case "bool":
      if (node.kind !== "scalar" || scalarType(node) !== "bool") throw cannotUnmarshal(node, field, "bool");
      return { value: scalarKey(node) === "true", trace };
    case "texts": {
      if (node.kind !== "map") throw cannotUnmarshal(node, field, "map[string]string");
      const texts = entries(node).map(
        ({ key, pair }) => [key, readField(pair.value, "string", field, place.below(key))] as const,
      );
      return { value: new Dict(new Map(texts), "string"), trace };
    }
    default: {
      if (node.kind !== "seq") throw cannotUnmarshal(node, field, listType[kind]);
      return { value: new List(node.items.map((item, i) => readItem(item, kind, field, place.below(i)))), trace };
    }
  }
}

const listType = {
  strings: "[]string",
  maintainers: "[]*v2.Maintainer",
  dependencies: "[]*v2.Dependency",
  values: "[]interface {}",
} as const;

function readItem(written: YamlNode, kind: keyof typeof listType, field: string, place: Place): Traced {
  const trace = { origins: [place] };
  const node = resolve(written) ?? written;
  if (kind === "strings") return readField(node, "string", field, place);
  if (isNull(node)) return { value: null, trace };
  if (kind === "maintainers") return { value: new Dict(allFields(node, maintainerShape, `Maintainer.${field}`, place)), trace };
  if (kind === "dependencies") return { value: new Dict(allFields(node, dependencyShape, `Dependency.${field}`, place)), trace };
  if (node.kind !== "map") return { value: readText(node, field), trace };
  const items = entries(node).map(({ key, pair }) => [key, readField(pair.value, "string", field, place.below(key))] as const);
  return { value: new Dict(new Map(items)), trace };
}

/** Numbers and booleans are strings where a string is wanted: `appVersion: 1.10` is "1.1". */
function readText(node: YamlNode, field: string): string {
  if (node.kind !== "scalar") throw cannotUnmarshal(node, field, "string");
  return scalarType(node) === "string" ? node.value : scalarKey(node);
}

function cannotUnmarshal(node: YamlNode, field: string, type: string): YamlError {
  const kind = node.kind === "map" ? "object" : node.kind === "seq" ? "array" : "string";
  const into = field.includes(".") ? `Go struct field ${field} of type` : "Go value of type";
  return new YamlError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into ${into} ${type}`,
    node.start,
  );
}

function emptyOf(kind: Kind): Value {
  if (kind === "string") return "";
  if (kind === "bool") return false;
  return kind === "texts" ? new Dict(new Map(), "string", undefined, true) : new List([]);
}

/** Helm cleans most of what people write; a version must be right as it is. */
function sanitize(name: string, field: Traced): Traced {
  const { value, trace } = field;
  if (typeof value === "string") return ["Version", "APIVersion", "Type"].includes(name) ? field : { value: clean(value), trace };
  if (name === "Sources" || name === "Keywords")
    return {
      value: new List(
        itemsOf(field).map((item) => ({ ...item, value: typeof item.value === "string" ? clean(item.value) : item.value })),
      ),
      trace,
    };
  return field;
}

/** White space becomes a space, what cannot be printed goes. */
function clean(text: string): string {
  return text.replace(/\s/gu, " ").replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "");
}

function itemsOf(field: Traced | undefined): readonly Traced[] {
  return field?.value instanceof List ? field.value.items : [];
}

function textOf(fields: Fields, name: string): string {
  const value = fields.get(name)?.value;
  return typeof value === "string" ? value : "";
}

function baseName(name: string): string {
  const trimmed = name.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}
