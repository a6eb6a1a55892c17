// Reads a chart's values.schema.json: its JSON with the places of its values, and the schema that it makes.

import type { Span } from "../base/span.ts";
import { compileSchema } from "../schema/json-schema.ts";
import type { JsonSchema } from "../schema/json-schema.ts";
import type { SchemaProblem } from "../schema/json-schema-fault.ts";
import { JsonNumber } from "../schema/json-schema-number.ts";
import { below, locationText } from "../schema/json-schema-pointer.ts";
import { unknownDocument } from "../schema/json-schema-roots.ts";
import type { JsonValue } from "../schema/json-schema-value.ts";
import { quote } from "../template/go-quote.ts";
import { parseUrl } from "../template/go-url.ts";
import { Dict, Int, List } from "../template/value.ts";
import type { Trace, Traced } from "../template/value.ts";
import { JsonSyntaxError, readJsonPrefix } from "./read-json.ts";
import { schemaFormats, urlProblem } from "./schema-formats.ts";

/** What Helm calls each chart's schema. */
export const SCHEMA_URL = "file:///values.schema.json";

export interface SchemaDocument {
  /** Why nothing can be judged by it: Go's text about the JSON, or what is wrong with the schema. */
  readonly schema: JsonSchema | SchemaProblem | { readonly text: string };
  /** Documents that it refers to and that were not looked for: what they say is not judged. */
  readonly unfetched: readonly string[];
  /** Where a place of the schema (see Fault.schema) stands in the file; undefined: elsewhere. */
  readonly spanOf: (schema: string) => Span | undefined;
}

/** "strict": as Helm does where nothing can be fetched; "tolerant": what would have to be fetched lets everything pass. */
export function readSchema(text: string, mode: "strict" | "tolerant"): SchemaDocument {
  // Helm takes a byte order mark off every file; a space in its place leaves all offsets as they are.
  const read = readDocument(text.replace(/^\uFEFF/, " "));
  if ("text" in read) return { schema: read, unfetched: [], spanOf: () => undefined };
  const unfetched: string[] = [];
  const load = (url: string): JsonValue | { readonly problem: string } => {
    if (url === SCHEMA_URL) return read.document;
    const refusal = refusalOf(url);
    if (refusal === undefined) return true;
    if (mode === "strict" || !/^(https?|file):/.test(url)) return { problem: refusal };
    unfetched.push(url);
    return unknownDocument;
  };
  const schema = compileSchema(SCHEMA_URL, { load, urlProblem, formats: schemaFormats });
  return { schema, unfetched, spanOf: (place) => read.spans().get(place) };
}

/** A value as JSON Schema sees it: what JSON has no word for is null. */
export function jsonOf({ value }: Traced): JsonValue {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return JsonNumber.ofFloat(value);
  if (value instanceof Int) return JsonNumber.ofText(String(value.value));
  if (value instanceof List) return value.items.map(jsonOf);
  if (!(value instanceof Dict)) return null;
  const entries = new Map<string, JsonValue>();
  for (const [key, item] of value.entries) entries.set(key, jsonOf(item));
  return entries;
}

/** Why Helm, without a network, would not get a document; undefined: it takes anything for valid there. */
function refusalOf(url: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+\-.]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === "urn") return undefined;
  if (scheme === "file") return `open ${pathOf(url)}: no such file or directory`;
  if (scheme === "http" || scheme === "https")
    return `HTTP request failed for ${url}: Get ${quote(url)}: kube-clinic opens no connections`;
  return `no URLLoader registered for ${quote(url)}`;
}

function pathOf(url: string): string {
  const parsed = parseUrl(url);
  return "problem" in parsed ? url : parsed.path;
}

interface Read {
  readonly document: JsonValue;
  /** By the place in the schema, as Fault.schema has it. */
  readonly spans: () => ReadonlyMap<string, Span>;
}

function readDocument(text: string): Read | { readonly text: string } {
  const places = new Map<Trace, Span>();
  const traceOf = (span: Span) => {
    const trace: Trace = { origins: [] };
    places.set(trace, span);
    return trace;
  };
  if (nesting(text) > DEEPEST) return { text: "the schema nests too deeply" };
  try {
    // Go reads a stream: what ends too early ends there, and not in a character. The NUL shows which is the case.
    const { value, end } = readJsonPrefix(`${text}\0`, traceOf);
    if (text.slice(end).trim() !== "") return { text: "invalid character after top-level value" };
    return { document: documentOf(value, text, places), spans: spansOf(value, places) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    if (!error.message.startsWith("invalid character '\\x00'") || text.includes("\0")) return { text: error.message };
    return { text: text.trim() === "" ? "EOF" : "unexpected EOF" };
  }
}

/** Go goes on to 10,000; nothing of that depth could be evaluated. */
const DEEPEST = 1500;

/** How deep brackets are nested at most; those in strings count, too. */
function nesting(text: string): number {
  let [depth, deepest] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i) | 0x20;
    // [ and {, ] and } differ in that one bit.
    if (c === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x7d) depth--;
  }
  return deepest;
}

function documentOf(read: Traced, text: string, places: ReadonlyMap<Trace, Span>): JsonValue {
  const { value, trace } = read;
  if (value instanceof List) return value.items.map((item) => documentOf(item, text, places));
  if (value instanceof Dict) return new Map([...value.entries].map(([key, item]) => [key, documentOf(item, text, places)]));
  const span = places.get(trace);
  return typeof value === "number" && span ? JsonNumber.ofText(text.slice(span.start, span.end)) : jsonOf(read);
}

/** Made when somebody asks: most schemas are met. */
function spansOf(root: Traced, places: ReadonlyMap<Trace, Span>): () => ReadonlyMap<string, Span> {
  let found: Map<string, Span> | undefined;
  return () => {
    if (found) return found;
    const spans = new Map<string, Span>();
    const walk = ({ value, trace }: Traced, pointer: string) => {
      const span = places.get(trace);
      if (span) spans.set(locationText({ url: SCHEMA_URL, pointer }), span);
      if (value instanceof List) for (const [i, item] of value.items.entries()) walk(item, below(pointer, String(i)));
      if (value instanceof Dict) for (const [key, item] of value.entries) walk(item, below(pointer, key));
    };
    walk(root, "");
    return (found = spans);
  };
}
