// Writes values as TOML, as Go's BurntSushi/toml does.

import { isDuration, isTime } from "../template/functions/time-value.ts";
import { durationText } from "../template/go-duration.ts";
import { formatFloat } from "../template/go-float.ts";
import { Dict, Int, List } from "../template/value.ts";
import type { Traced, Value } from "../template/value.ts";
import { compareStrings, MAX_DEPTH, timeText, WRITE_STEPS } from "./go-json.ts";
import type { Spend } from "./go-json.ts";

/** Why a value cannot be written: Go's text. */
export class TomlWriteError extends Error {}

/** Throws a TomlWriteError where Go refuses, such as for a null in a list. */
export function writeToml(value: Value, spend: Spend = () => {}): string {
  return new Writer(spend).document(value);
}

type Key = readonly string[];

class Writer {
  #text = "";

  constructor(readonly spend: Spend) {}

  document(value: Value): string {
    if (value instanceof Dict && !value.isNil) this.#entries([], value, 0);
    else if (isTables(value)) throw new TomlWriteError("toml: top-level values must be Go maps or structs");
    else if (isWritten(value)) this.#text = inline(value, 0, this.spend);
    return this.#text;
  }

  /** Plain values first, then tables: whatever follows a table's header would belong to it. */
  #entries(key: Key, dict: Dict, depth: number): void {
    if (depth > MAX_DEPTH) throw new TomlWriteError("toml: maps lie too deep inside each other");
    this.spend(WRITE_STEPS);
    const { direct, tables } = sorted(dict);
    for (const [name, { value }] of direct)
      this.#line(`${indent([...key, name])}${quoteKey(name)} = ${inline(value, depth, this.spend)}`);
    for (const [name, { value }] of tables) {
      const path = [...key, name];
      if (value instanceof Dict) {
        if (path.length === 1) this.#break();
        this.#line(`${indent(path)}[${path.map(quoteKey).join(".")}]`);
        this.#entries(path, value, depth + 1);
      } else if (value instanceof List) this.#tables(path, value, depth);
    }
  }

  #tables(path: Key, list: List, depth: number): void {
    for (const { value } of list.items) {
      if (!(value instanceof Dict)) continue;
      this.#break();
      this.#line(`${indent(path)}[[${path.map(quoteKey).join(".")}]]`);
      this.#entries(path, value, depth + 1);
    }
  }

  #line(text: string): void {
    this.#text += `${text}\n`;
  }

  /** An empty line, but not at the start. */
  #break(): void {
    if (this.#text !== "") this.#text += "\n";
  }
}

interface SortedEntries {
  readonly direct: readonly [string, Traced][];
  readonly tables: readonly [string, Traced][];
}

function sorted(dict: Dict): SortedEntries {
  const all = [...dict.entries].filter(([, { value }]) => isWritten(value)).sort(([a], [b]) => compareStrings(a, b));
  return { direct: all.filter((entry) => !isTable(entry)), tables: all.filter(isTable) };
}

function isTable([, { value }]: readonly [string, Traced]): boolean {
  return value instanceof Dict || isTables(value);
}

/** Null is left out. */
function isWritten(value: Value): boolean {
  if (value === null || value === undefined) return false;
  return !((value instanceof Dict || value instanceof List) && value.isNil);
}

function isTables(value: Value): boolean {
  if (!(value instanceof List) || value.items.length === 0) return false;
  if (value.items.some((item) => !isWritten(item.value))) throw new TomlWriteError("toml: cannot encode array with nil element");
  return value.items.every((item) => item.value instanceof Dict);
}

function inline(value: Value, depth: number, spend: Spend): string {
  if (depth > MAX_DEPTH) throw new TomlWriteError("toml: lists lie too deep inside each other");
  spend(WRITE_STEPS);
  if (typeof value === "string") return quoteText(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value);
  if (isDuration(value)) return quoteText(durationText(value.value));
  if (value instanceof Int) return String(value.value);
  if (isTime(value)) return timeText(value);
  if (value instanceof List) {
    // Go looks into the list for what it may not hold.
    isTables(value);
    return `[${value.items.map((item) => inline(item.value, depth + 1, spend)).join(", ")}]`;
  }
  if (value instanceof Dict) return inlineTable(value, depth, spend);
  throw new TomlWriteError("unsupported type: func");
}

function inlineTable(dict: Dict, depth: number, spend: Spend): string {
  const { direct, tables } = sorted(dict);
  const pairs = [...direct, ...tables].map(([name, item]) => `${quoteKey(name)} = ${inline(item.value, depth + 1, spend)}`);
  return `{${pairs.join(", ")}}`;
}

/** A float always shows that it is one. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const text = formatFloat(value, "g", -1);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function indent(key: Key): string {
  return "  ".repeat(key.length - 1);
}

function quoteKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : quoteText(key);
}

function quoteText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is escaped
  return `"${text.replace(/["\\\0-\x1f\x7f]/g, (c) => ESCAPES.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\f", "\\f"],
  ["\r", "\\r"],
]);
