// Reads what stands behind `--set` and its kin.

import { Dict, Int, List, literal } from "../template/value.ts";
import type { Traced, Value } from "../template/value.ts";
import { Place } from "./place.ts";
import { readJsonPrefix } from "./read-json.ts";

/** What Helm would say about an assignment that it cannot read. */
export class SetError extends Error {}

export type SetKind = "--set" | "--set-string" | "--set-json" | "--set-file" | "--set-literal";

/** Writes assignments such as `a.b[0]=x,c={1,2}` into `values`, whose containers must be nobody else's. Throws a SetError. */
export function setValues(text: string, kind: SetKind, values: Dict, readFile: (path: string) => string): void {
  const parser = new Parser(text, kind, readFile);
  while (parser.key(values, Place.of(kind), 0)) continue;
}

const DEEPEST = 30;
const LARGEST_INDEX = 65_536;

class Parser {
  readonly #runes: readonly string[];
  #at = 0;
  readonly #isLiteral: boolean;

  constructor(
    text: string,
    readonly kind: SetKind,
    readonly readFile: (path: string) => string,
  ) {
    this.#runes = Array.from(text);
    this.#isLiteral = kind === "--set-literal";
  }

  /**
   * Sets one key below `target`. False where the text ended where something might still have come: Helm takes that for the
   * end of its work, and forgets list items that it was in the middle of.
   */
  key(target: Dict, place: Place, depth: number): boolean {
    const { text: key, stop } = this.#until(this.#isLiteral ? "=[." : "=[,.");
    const below = place.below(key);
    switch (stop) {
      case "[":
        return this.#keyOfList(target, key, below, depth);
      case "=": {
        const hasValue = this.#isLiteral || this.kind === "--set-json" || !this.#isAtEnd;
        set(target, key, this.#value(below));
        return hasValue;
      }
      case ",":
        throw new SetError(`key ${quote(key)} has no value (cannot end with ,)`);
      case ".":
        return this.#keyOfMap(target, key, below, depth);
      default:
        if (key !== "") throw new SetError(`key ${quote(key)} has no value`);
        return false;
    }
  }

  get #isAtEnd(): boolean {
    return this.#at >= this.#runes.length;
  }

  #keyOfMap(target: Dict, key: string, place: Place, depth: number): boolean {
    if (depth + 1 > DEEPEST) throw tooDeep();
    const inner = mapAt(target.entries.get(key));
    const goesOn = this.key(inner, place, depth + 1);
    if (inner.entries.size > 0) set(target, key, { value: inner, trace: { origins: [place] } });
    else if (goesOn) throw new SetError(`key map ${quote(key)} has no value`);
    return goesOn;
  }

  #keyOfList(target: Dict, key: string, place: Place, depth: number): boolean {
    const index = this.#index();
    if (index === undefined) return false;
    const { list, goesOn } = this.#item(listAt(target.entries.get(key)), index, place, depth);
    set(target, key, { value: new List([...list]), trace: { origins: [place] } });
    return goesOn;
  }

  /** The list with one more item at `index`. */
  #item(list: readonly Traced[], index: number, place: Place, depth: number): ItemSet {
    if (index < 0) throw new SetError(`negative ${index} index not allowed`);
    const { text: key, stop } = this.#until("[.=");
    if (key !== "") throw new SetError(`unexpected data at end of array index: [${Array.from(key, quoteRune).join(" ")}]`);
    const below = place.below(index);
    if (stop === "=") return { list: withItem(list, index, this.#value(below)), goesOn: true };
    if (stop === "[") return this.#itemOfList(list, index, below, depth);
    return stop === "." ? this.#itemOfMap(list, index, below, depth) : { list, goesOn: false };
  }

  #itemOfList(list: readonly Traced[], index: number, place: Place, depth: number): ItemSet {
    const next = this.#index();
    if (next === undefined) return { list, goesOn: false };
    const old = list[index];
    const inner = this.#item(old && old.value !== null ? listAt(old) : [], next, place, depth);
    if (!inner.goesOn) return { list, goesOn: false };
    return { list: withItem(list, index, { value: new List([...inner.list]), trace: { origins: [place] } }), goesOn: true };
  }

  #itemOfMap(list: readonly Traced[], index: number, place: Place, depth: number): ItemSet {
    const old = list[index]?.value;
    const inner = old instanceof Dict ? old : new Dict(new Map());
    const goesOn = this.key(inner, place, depth);
    // An item that is there is changed or replaced in any case.
    const kept = goesOn || index < list.length;
    return { list: kept ? withItem(list, index, { value: inner, trace: { origins: [place] } }) : list, goesOn };
  }

  /** Undefined at the end of the text. */
  #index(): number | undefined {
    const { text, stop } = this.#until("]");
    if (stop === undefined) return undefined;
    if (/^[+-]?\d{19,}$/.test(text))
      throw new SetError(`error parsing index: strconv.Atoi: parsing ${quote(text)}: value out of range`);
    if (!/^[+-]?\d+$/.test(text)) throw new SetError(`error parsing index: strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
    return Number(text);
  }

  #value(place: Place): Traced {
    const trace = { origins: [place] };
    if (this.#isLiteral) return { value: this.#until("").text, trace };
    if (this.kind === "--set-json") return this.#json(place);
    if (this.#isAtEnd) return { value: "", trace };
    if (this.#runes[this.#at] === "{") return { value: new List(this.#list(place)), trace };
    return { value: this.#convert(this.#until(",").text), trace };
  }

  #list(place: Place): Traced[] {
    this.#at++;
    const items: Traced[] = [];
    for (;;) {
      const { text, stop } = this.#until(",}");
      if (stop === undefined) throw new SetError("list must terminate with '}'");
      items.push({ value: this.#convert(text), trace: { origins: [place.below(items.length)] } });
      if (stop === "}") break;
    }
    if (this.#runes[this.#at] === ",") this.#at++;
    return items;
  }

  #json(place: Place): Traced {
    const trace = { origins: [place] };
    if (this.#isEmptyValue()) return { value: null, trace };
    const rest = this.#runes.slice(this.#at).join("");
    const { value, end } = readJsonPrefix(rest, () => trace);
    this.#at += Array.from(rest.slice(0, end)).length;
    this.#isEmptyValue();
    return { value: value.value, trace };
  }

  /** Skips white space and a comma behind it. */
  #isEmptyValue(): boolean {
    for (; !this.#isAtEnd; this.#at++) {
      const rune = this.#runes[this.#at] ?? "";
      if (rune === ",") {
        this.#at++;
        return true;
      }
      if (!/\s/u.test(rune)) return false;
    }
    return true;
  }

  #convert(text: string): Value {
    if (this.kind === "--set-file") return this.readFile(text);
    return this.kind === "--set-string" ? text : typed(text);
  }

  /** Up to one of the characters, which is consumed; a backslash takes the next one as it is. */
  #until(stops: string): { readonly text: string; readonly stop: string | undefined } {
    let text = "";
    while (!this.#isAtEnd) {
      const rune = this.#runes[this.#at++]!;
      if (stops.includes(rune)) return { text, stop: rune };
      text += rune === "\\" && !this.#isLiteral ? (this.#runes[this.#at++] ?? "") : rune;
    }
    return { text, stop: undefined };
  }
}

interface ItemSet {
  readonly list: readonly Traced[];
  readonly goesOn: boolean;
}

function listAt(old: Traced | undefined): readonly Traced[] {
  if (!old) return [];
  if (old.value instanceof List) return old.value.items;
  throw wrongType(old.value, "[]interface {}");
}

function mapAt(old: Traced | undefined): Dict {
  if (!old) return new Dict(new Map());
  if (old.value instanceof Dict) return old.value;
  throw wrongType(old.value, "map[string]interface {}");
}

function set(target: Dict, key: string, value: Traced): void {
  if (key !== "") target.entries.set(key, value);
}

function withItem(list: readonly Traced[], index: number, item: Traced): Traced[] {
  if (index > LARGEST_INDEX) throw new SetError(`index of ${index} is greater than maximum supported index of ${LARGEST_INDEX}`);
  const longer = [...list];
  while (longer.length <= index) longer.push(literal(null));
  longer[index] = item;
  return longer;
}

function typed(text: string): Value {
  const lower = text.toLowerCase();
  if (lower === "true" || lower === "false") return lower === "true";
  if (lower === "null") return null;
  if (text === "0") return new Int(0n, "int64");
  if (/^[+-]?\d+$/.test(text) && !text.startsWith("0")) {
    const value = BigInt(text.replace("+", ""));
    if (BigInt.asIntN(64, value) === value) return new Int(value, "int64");
  }
  return text;
}

function tooDeep(): SetError {
  return new SetError(`value name nested level is greater than maximum supported nested level of ${DEEPEST}`);
}

function wrongType(value: Value, wanted: string): SetError {
  return new SetError(`unable to parse key: interface conversion: interface {} is ${goType(value)}, not ${wanted}`);
}

function goType(value: Value): string {
  if (value === null || value === undefined) return "nil";
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "float64";
  if (typeof value === "boolean") return "bool";
  if (value instanceof Int) return value.kind;
  return value instanceof List ? "[]interface {}" : "map[string]interface {}";
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function quoteRune(rune: string): string {
  return rune === "'" || rune === "\\" ? `'\\${rune}'` : `'${rune}'`;
}
