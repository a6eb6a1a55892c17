// Reads YAML into values as Go's sigs.k8s.io/yaml does: through JSON, so that all numbers are float64.

import { LineIndex } from "../base/line-index.ts";
import type { Span } from "../base/span.ts";
import { Dict, List } from "../template/value.ts";
import type { Trace, Traced } from "../template/value.ts";
import { entries, resolve } from "../yaml/access.ts";
import { isMerge } from "../yaml/merge.ts";
import { parseDocument } from "../yaml/parse.ts";
import { scalarKey, scalarType, scalarValue } from "../yaml/scalar.ts";
import { splitDocuments } from "../yaml/split.ts";
import type { YamlDocument, YamlMap, YamlNode, YamlProblem } from "../yaml/tree.ts";
import { forbiddenTab } from "./forbidden-tab.ts";
import { padContinuations } from "./lenient-yaml.ts";
import type { Place } from "./place.ts";

/** A text that Go would not read. The message is of Go's form; the words behind a line number are our own. */
export class YamlError extends Error {
  /** Where in the text, in UTF-16 code units. */
  readonly offset: number;

  constructor(message: string, offset = 0) {
    super(message);
    this.offset = offset;
  }
}

/** Where the values of a text come from: a file's places, or (of a text that a template made) whatever wrote each stretch. */
export type Source = { readonly place: Place } | { readonly traceOf: (span: Span) => Trace };

/** The value of a text's first document (null where it is empty), as Unmarshal into an `interface {}` gives it. Throws a YamlError. */
export function readYaml(text: string, source: Source): Traced {
  const piece = splitDocuments(text).find(({ start, end }) => !isBlank(text.slice(start, end)));
  if (!piece)
    return {
      value: null,
      trace: "place" in source ? { origins: [source.place] } : source.traceOf({ start: 0, end: text.length }),
    };
  return valueOf(parseYaml(text.slice(piece.start, piece.end), piece.start, text), source, piece.start);
}

/** Like `readYaml` into a `map[string]interface {}`. */
export function readYamlMap(text: string, source: Source): Traced<Dict> {
  return asMap(readYaml(text, source));
}

/** A map, also where nothing stands; anything else is Go's refusal. */
export function asMap(read: Traced): Traced<Dict> {
  const { value, trace } = read;
  if (value instanceof Dict) return { value, trace };
  if (value === null || value === undefined) return { value: new Dict(new Map()), trace };
  throw new YamlError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go value of type map[string]interface {}`,
  );
}

/** Each document of a file as a map, as Helm reads values files. */
export function readYamlMaps(text: string, source: Source): readonly Traced<Dict>[] {
  return splitDocuments(text)
    .filter(({ start, end }) => !isBlank(text.slice(start, end)))
    .map(({ start, end }) => asMap(valueOf(parseYaml(text.slice(start, end), start, text), source, start)));
}

/**
 * Parses one document; throws for what Go would refuse. `offset`: where it stands in the whole text, which a message counts
 * lines in. Spans are of the text, unless the standard refuses it and Go does not.
 */
export function parseYaml(text: string, offset = 0, whole = text): YamlDocument {
  const document = parseDocument(text);
  const problem = document.problems.find(isRefused);
  if (!problem) {
    const tab = forbiddenTab(text, document.root);
    if (tab < 0) return document;
    throw syntaxError("found a tab character that violates indentation", offset + tab, whole);
  }
  const lenient = parseDocument(padContinuations(text));
  if (!lenient.problems.some(isRefused)) return lenient;
  throw syntaxError(lowerFirst(problem.message), offset + problem.start, whole);
}

function syntaxError(message: string, offset: number, whole: string): YamlError {
  const { line } = new LineIndex(whole).positionAt(offset);
  return new YamlError(`error converting YAML to JSON: yaml: line ${line + 1}: ${message}`, offset);
}

/** JSON's word for a value, in Go's messages. */
export function jsonKind(value: unknown): string {
  if (value instanceof List) return "array";
  if (value instanceof Dict) return "object";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "string" : "number";
}

/** Go takes the last of two equal keys. */
function isRefused({ code, severity }: YamlProblem): boolean {
  return code !== "duplicate-key" && severity === "error";
}

function isBlank(piece: string): boolean {
  return /^(?:\s*(?:#.*)?(?:\r?\n|$))*$/.test(piece);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** So many values are read from one text at most: aliases of aliases would else make billions. */
const MOST_VALUES = 1_000_000;

function valueOf(document: YamlDocument, source: Source, offset: number): Traced {
  const reader = new Reader("place" in source ? undefined : source.traceOf, offset);
  const place = "place" in source ? source.place : undefined;
  if (!document.root) return { value: null, trace: place ? { origins: [place] } : { origins: [] } };
  return reader.read(document.root, place);
}

class Reader {
  readonly #open = new Set<YamlNode>();
  #left = MOST_VALUES;

  constructor(
    readonly traceOf: ((span: Span) => Trace) | undefined,
    readonly offset: number,
  ) {}

  read(written: YamlNode, place: Place | undefined): Traced {
    const node = resolve(written);
    if (!node) throw this.#error("unknown anchor", written);
    if (--this.#left < 0) throw this.#error("document contains excessive aliasing", node);
    const trace = place ? { origins: [place] } : this.#trace(written, node);
    if (node.kind === "scalar") {
      const value = scalarValue(node);
      if (typeof value === "number" && !Number.isFinite(value))
        throw new YamlError(
          `error converting YAML to JSON: json: unsupported value: ${value > 0 ? "+Inf" : Number.isNaN(value) ? "NaN" : "-Inf"}`,
          this.offset + node.start,
        );
      return { value, trace };
    }
    if (this.#open.has(node)) throw this.#error("anchor value contains itself", node);
    this.#open.add(node);
    const value =
      node.kind === "map"
        ? this.#map(node, place)
        : new List(node.kind === "seq" ? node.items.map((item, i) => this.read(item, place?.below(i))) : []);
    this.#open.delete(node);
    return { value, trace };
  }

  #map(map: YamlMap, place: Place | undefined): Dict {
    const found = new Map<string, Traced>();
    for (const pair of map.pairs) {
      const { key, value } = pair;
      if (key.kind !== "scalar" || isMerge(pair)) return this.#mergedMap(map, place);
      if (scalarType(key) === "null") throw this.#nullKey(key);
      const text = scalarKey(key);
      // The last of two equal keys counts.
      found.set(text, this.read(value, place?.below(text)));
    }
    return new Dict(found);
  }

  /** A map with `<<`, or keys that take a closer look. */
  #mergedMap(map: YamlMap, place: Place | undefined): Dict {
    for (const pair of map.pairs) {
      if (isMerge(pair)) this.#checkMerge(pair.value);
      else this.#checkKey(pair.key);
    }
    return new Dict(new Map(entries(map).map(({ key, pair }) => [key, this.read(pair.value, place?.below(key))])));
  }

  #checkMerge(written: YamlNode): void {
    const value = resolve(written);
    const sources = value?.kind === "seq" ? value.items.map(resolve) : [value];
    if (sources.some((source) => source?.kind !== "map"))
      throw this.#error("map merge requires map or sequence of maps as the value", written);
  }

  #checkKey(written: YamlNode): void {
    const key = resolve(written);
    if (!key || key.kind === "alias") throw this.#error("unknown anchor", written);
    if (key.kind !== "scalar") throw this.#error("invalid map key", key);
    if (scalarType(key) === "null") throw this.#nullKey(key);
  }

  #nullKey({ start }: Span): YamlError {
    const message = "error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>";
    return new YamlError(message, this.offset + start);
  }

  #trace(written: YamlNode, node: YamlNode): Trace {
    const traceOf = this.traceOf;
    if (!traceOf) return { origins: [] };
    const { start, end } = written.kind === "alias" ? written : node;
    return traceOf({ start: this.offset + start, end: this.offset + end });
  }

  #error(message: string, { start }: Span): YamlError {
    return new YamlError(`error converting YAML to JSON: yaml: ${message}`, this.offset + start);
  }
}
