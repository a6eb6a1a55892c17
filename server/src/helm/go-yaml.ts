// Writes values as Go's sigs.k8s.io/yaml does, which is what `toYaml` prints: through JSON, then by yaml.v2's emitter.

import type { Origin } from "../base/origin.ts";
import { isTime } from "../template/functions/time-value.ts";
import { formatFloat } from "../template/go-float.ts";
import { bytesOf } from "../template/go-print.ts";
import { Bytes, Dict, Int, List } from "../template/value.ts";
import type { Segment, Trace, Traced, Value } from "../template/value.ts";
import { base64, JsonError, jsonNumber, jsonString, MAX_DEPTH, timeText, WRITE_STEPS } from "./go-json.ts";
import type { Spend } from "./go-json.ts";
import { canBeSimpleKey, isAmbiguousV2, writeString } from "./go-yaml-scalar.ts";
import type { EmitterDialect } from "./go-yaml-scalar.ts";
import { alignSegments } from "./go-yaml-segments.ts";
import { compareKeysV2 } from "./key-order.ts";
import type { KeyOrder } from "./key-order.ts";

export interface YamlDialect extends EmitterDialect {
  readonly compareKeys: KeyOrder;
  /** Whether a list below a key is indented. */
  readonly indentsLists: boolean;
  /** The value as the emitter sees it. */
  readonly prepare: (value: Value) => Value;
  readonly prepareKey: (key: string) => string;
  readonly writeNumber: (value: number) => string;
}

/**
 * A value as YAML, without a line break at its end; its trace says for each stretch which value it shows: keys and
 * punctuation are of the container, scalars of themselves. Throws a JsonError where Go refuses.
 */
export function writeYaml(traced: Traced, dialect: YamlDialect = yamlV2, spend: Spend = () => {}): Traced<string> {
  const emitter = new Emitter(dialect, spend);
  emitter.node(traced, -1, "root", 0);
  return emitter.result();
}

/** YAML cannot hold these as they are, and yaml.v2 refuses to read them back from the JSON. */
const UNREADABLE = /[\x7f\x80-\x84\x86-\x9f\ufffe\uffff]/;
/** JSON leaves it as it is, and YAML folds it as a line break. */
const NEXT_LINE = /[ \t]*\u0085[ \t\u0085]*/g;
/** As JSON, with its quotes. YAML takes longer texts for keys only behind a `?`. */
const LONGEST_KEY = 1024;

const yamlV2: YamlDialect = {
  width: 80,
  isAmbiguous: isAmbiguousV2,
  compareKeys: compareKeysV2,
  indentsLists: false,
  prepare: throughJson,
  prepareKey: keyThroughJson,
  writeNumber: numberText,
};

/** What is left of a value once it was JSON and has been read as YAML: strings, numbers, booleans, null, lists and maps. */
function throughJson(value: Value): Value {
  if (typeof value === "string") return readable(value);
  if (value instanceof Bytes) return base64(value.bytes);
  if (value instanceof List) {
    if (value.isNil) return null;
    return value.type === "uint8" ? base64(bytesOf(value)) : value;
  }
  if (value === null || value === undefined || typeof value !== "object" || value instanceof Int || value instanceof Dict)
    return value;
  if (!("struct" in value)) throw new JsonError("json: unsupported type: func()");
  if (isTime(value)) return timeText(value);
  if (!value.json) return new Dict(new Map(value.fields));
  const json: unknown = JSON.parse(value.json());
  return typeof json === "string" ? json : typeof json === "number" ? json : null;
}

function keyThroughJson(key: string): string {
  if (key.includes("\u0085") || (key.length > LONGEST_KEY / 8 && jsonString(key, true).length > LONGEST_KEY))
    throw new JsonError("yaml: did not find expected ',' or '}'");
  return readable(key);
}

function readable(text: string): string {
  if (!/[\x7f-\x9f\ud800-\udfff\ufffe\uffff]/.test(text)) return text;
  if (UNREADABLE.test(text)) throw new JsonError("yaml: control characters are not allowed");
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(NEXT_LINE, (run) => "\n".repeat(run.replace(/[^\u0085]/g, "").length - 1) || " ");
}

class Emitter {
  #text = "";
  #lineStart = 0;
  readonly #segments: Segment[] = [];
  /** What the last segment was written for. */
  #last: Stretch | undefined;
  readonly #origins = new Set<Origin>();
  readonly #deciders = new Set<Origin>();
  #isUnknown = false;
  #isGenerated = false;

  constructor(
    readonly dialect: YamlDialect,
    readonly spend: Spend,
  ) {}

  result(): Traced<string> {
    // A block scalar at the end has brought its own line break.
    if (this.#text.endsWith("\n")) this.#dropLast();
    const trace = {
      origins: [...this.#origins],
      segments: this.#segments,
      ...(this.#deciders.size > 0 && { deciders: [...this.#deciders] }),
      ...(this.#isUnknown && { isUnknown: true }),
      ...(this.#isGenerated && { isGenerated: true }),
    };
    return { value: this.#text, trace };
  }

  /** `indent` is that of the enclosing block, -1 at the root. */
  node(traced: Traced, indent: number, place: "root" | "map" | "list", depth: number): void {
    if (depth > MAX_DEPTH) throw new JsonError("json: unsupported value: encountered a cycle");
    // The indentation is written, too.
    this.spend(WRITE_STEPS + depth);
    const value = this.dialect.prepare(traced.value);
    this.#note(traced.trace);
    if (value instanceof Dict && value.entries.size > 0) this.#map(value, traced.trace, indent, place, depth);
    else if (value instanceof List && value.items.length > 0) this.#list(value, traced.trace, indent, place, depth);
    else this.#leaf(value, traced.trace, indent < 0 ? 2 : indent + 2);
  }

  #map(dict: Dict, trace: Trace, indent: number, place: "root" | "map" | "list", depth: number): void {
    const own = indent < 0 ? 0 : indent + 2;
    const keys = [...dict.entries.keys()].sort(this.dialect.compareKeys);
    for (const [i, key] of keys.entries()) {
      if (i > 0 || place === "map") this.#line(own, trace);
      // It was just listed.
      const item = dict.entries.get(key)!;
      this.#key(key, own, trace);
      const isSimple = canBeSimpleKey(key);
      if (isSimple && !isFilled(item.value)) this.#put(" ", trace);
      this.node(item, own, isSimple ? "map" : "list", depth + 1);
    }
  }

  #key(raw: string, own: number, trace: Trace): void {
    const key = this.dialect.prepareKey(raw);
    const isSimpleKey = canBeSimpleKey(key);
    if (!isSimpleKey) this.#put("? ", trace);
    const { text } = writeString(key, { column: this.#column, indent: own + 2, isSimpleKey }, this.dialect);
    this.#put(text, trace);
    if (isSimpleKey) this.#put(":", trace);
    else {
      this.#line(own, trace);
      this.#put(": ", trace);
    }
  }

  #list(list: List, trace: Trace, indent: number, place: "root" | "map" | "list", depth: number): void {
    const own = indent < 0 ? 0 : place === "map" && !this.dialect.indentsLists ? indent : indent + 2;
    for (const [i, item] of list.items.entries()) {
      if (i > 0 || place === "map") this.#line(own, trace);
      this.#put("- ", trace);
      this.node(item, own, "list", depth + 1);
    }
  }

  #leaf(value: Value, trace: Trace, indent: number): void {
    if (typeof value !== "string") return this.#put(this.#plain(value), trace);
    const { text, style } = writeString(value, { column: this.#column, indent, isSimpleKey: false }, this.dialect);
    if (!trace.segments) return this.#put(text, trace);
    for (const [piece, segment] of alignSegments(value, text, style, trace.segments)) this.#put(piece, segment);
  }

  #plain(value: Value): string {
    if (value === null || value === undefined) return "null";
    if (typeof value === "boolean") return String(value);
    if (value instanceof Int) return String(value.value);
    if (typeof value === "number") return this.dialect.writeNumber(value);
    return value instanceof Dict ? "{}" : "[]";
  }

  /** The next line, unless one was just begun (a block scalar ends with a line break of its own). */
  #line(indent: number, trace: Trace): void {
    const isAtStart = this.#lineStart > 0 && this.#text.length === this.#lineStart;
    this.#put((isAtStart ? "" : "\n") + " ".repeat(indent), trace);
  }

  #dropLast(): void {
    this.#text = this.#text.slice(0, -1);
    const last = this.#segments.pop();
    if (last && last.length > 1) this.#segments.push({ ...last, length: last.length - 1 });
  }

  get #column(): number {
    return this.#text.length - this.#lineStart;
  }

  #put(text: string, from: Stretch): void {
    const { length } = text;
    const broken = text.lastIndexOf("\n");
    if (broken >= 0) this.#lineStart = this.#text.length + broken + 1;
    this.#text += text;
    const last = this.#segments.at(-1);
    if (last && this.#last === from) this.#segments[this.#segments.length - 1] = { ...last, length: last.length + length };
    else this.#segments.push("length" in from ? { ...from, length } : segmentOf(length, from));
    this.#last = from;
  }

  #note({ origins, deciders, isUnknown, isGenerated }: Trace): void {
    for (const origin of origins) this.#origins.add(origin);
    if (deciders) for (const origin of deciders) this.#deciders.add(origin);
    if (isUnknown) this.#isUnknown = true;
    if (isGenerated) this.#isGenerated = true;
  }
}

/** What a piece of the text comes from: all of a value, or a stretch of a string. */
type Stretch = Trace | Segment;

function segmentOf(length: number, { origins, isUnknown, isGenerated }: Trace): Segment {
  return { length, origins, span: undefined, ...(isUnknown && { isUnknown }), ...(isGenerated && { isGenerated }) };
}

function isFilled(value: Value): boolean {
  if (value instanceof Dict) return value.entries.size > 0;
  return value instanceof List && value.items.length > 0 && value.type !== "uint8";
}

/** A float that JSON writes without a point is an integer to YAML, as long as it has 64 bits. */
function numberText(value: number): string {
  if (Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 64) return jsonNumber(value);
  jsonNumber(value);
  return formatFloat(value, "g", -1);
}
