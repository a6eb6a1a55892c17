// Reads TOML into values, as Go's BurntSushi/toml does.

import { Dict, List } from "../template/value.ts";
import type { Trace, Traced, Value } from "../template/value.ts";
import { TomlScanner } from "./toml-scanner.ts";

/** A text as a map; what is in it comes from where the text comes from. Throws a TomlReadError. */
export function readToml({ value, trace }: Traced<string>): Traced<Dict> {
  return new Reader(value, { origins: trace.origins, ...(trace.isUnknown && { isUnknown: true }) }).document();
}

/** How a table came to be: what may still be added to it depends on it. */
type Made = "implied" | "dotted" | "header" | "inline";

const DEEPEST = 1000;

class Reader {
  readonly #scanner: TomlScanner;
  readonly #made = new Map<Dict, Made>();
  /** Lists of `[[…]]` tables; other lists are closed. */
  readonly #open = new Set<List>();

  constructor(
    text: string,
    readonly trace: Trace,
  ) {
    this.#scanner = new TomlScanner(text);
  }

  document(): Traced<Dict> {
    const root = this.#table("header");
    let table = root;
    const scanner = this.#scanner;
    for (scanner.skipSpace(); !scanner.isAtEnd; scanner.skipSpace()) {
      if (scanner.take("[[")) table = this.#header(root, true);
      else if (scanner.take("[")) table = this.#header(root, false);
      else this.#pair(table, 0);
      scanner.endLine();
    }
    return this.#traced(root);
  }

  #header(root: Dict, isList: boolean): Dict {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    if (scanner.peek() === "]") scanner.fail("unexpected end of table name (table names cannot be empty)");
    const keys = scanner.keys();
    if (!scanner.take(isList ? "]]" : "]"))
      scanner.fail(`expected '.' or ']' to end table name, but got ${scanner.shown()} instead`);
    const path = keys.join(".");
    scanner.lastKey = path;
    const parent = keys.slice(0, -1).reduce((table, key) => this.#enter(table, key, "implied", path), root);
    const name = keys.at(-1) ?? "";
    return isList ? this.#appendTable(parent, name, path) : this.#openTable(parent, name, path);
  }

  #openTable(parent: Dict, name: string, path: string): Dict {
    const known = parent.entries.get(name)?.value;
    if (known === undefined) return this.#add(parent, name, this.#table("header"));
    if (!(known instanceof Dict) || !["implied", "dotted"].includes(this.#made.get(known) ?? ""))
      this.#scanner.fail(`Key '${path}' has already been defined.`);
    this.#made.set(known, "header");
    return known;
  }

  #appendTable(parent: Dict, name: string, path: string): Dict {
    const known = parent.entries.get(name)?.value;
    const list = known ?? this.#add(parent, name, new List([], "map[string]interface {}"));
    if (known === undefined && list instanceof List) this.#open.add(list);
    if (!(list instanceof List) || !this.#open.has(list))
      this.#scanner.fail(`Key '${path}' was already created and cannot be used as an array.`);
    const table = this.#table("header");
    list.items.push(this.#traced(table));
    return table;
  }

  /** The table at a key on the way to another one; of a list of tables the last. */
  #enter(table: Dict, key: string, made: Made, path: string): Dict {
    const known = table.entries.get(key)?.value;
    if (known === undefined) return this.#add(table, key, this.#table(made));
    if (known instanceof List && this.#open.has(known)) {
      const last = known.items.at(-1)?.value;
      if (last instanceof Dict) return last;
    }
    if (!(known instanceof Dict) || this.#made.get(known) === "inline")
      this.#scanner.fail(`Key '${path}' has already been defined.`);
    if (made === "dotted" && this.#made.get(known) === "header") this.#scanner.fail(`Key '${path}' has already been defined.`);
    return known;
  }

  #pair(table: Dict, depth: number): void {
    const scanner = this.#scanner;
    const keys = scanner.keys();
    const path = keys.join(".");
    if (!scanner.take("="))
      scanner.fail(
        scanner.isAtEnd
          ? "unexpected EOF; expected key separator '='"
          : `expected '.' or '=', but got ${scanner.shown()} instead`,
      );
    scanner.lastKey = path;
    const parent = keys.slice(0, -1).reduce((at, key) => this.#enter(at, key, "dotted", path), table);
    scanner.skipBlanks();
    const value = this.#value(depth);
    const name = keys.at(-1) ?? "";
    if (parent.entries.has(name)) scanner.fail(`Key '${path}' has already been defined.`);
    this.#add(parent, name, value);
  }

  #value(depth: number): Value {
    const scanner = this.#scanner;
    if (depth > DEEPEST) scanner.fail("values are nested too deep");
    if (scanner.isAtEnd) scanner.fail("unexpected EOF; expected value");
    if (scanner.take("[")) return this.#array(depth + 1);
    return scanner.take("{") ? this.#inlineTable(depth + 1) : scanner.scalar();
  }

  #array(depth: number): List {
    const scanner = this.#scanner;
    const items: Traced[] = [];
    for (;;) {
      scanner.skipSpace();
      if (scanner.take("]")) return new List(items);
      if (scanner.peek() === ",") scanner.fail("unexpected comma");
      items.push(this.#traced(this.#value(depth)));
      scanner.skipSpace();
      if (scanner.take("]")) return new List(items);
      if (!scanner.take(",")) scanner.fail(`expected a comma (',') or array terminator (']'), but got ${scanner.shown()}`);
    }
  }

  #inlineTable(depth: number): Dict {
    const scanner = this.#scanner;
    const table = this.#table("header");
    for (scanner.skipSpace(); !scanner.take("}");) {
      if (scanner.peek() === ",") scanner.fail("unexpected comma");
      this.#pair(table, depth);
      scanner.skipSpace();
      if (scanner.take("}")) break;
      if (!scanner.take(","))
        scanner.fail(`expected a comma or an inline table terminator '}', but got ${scanner.shown()} instead`);
      scanner.skipSpace();
    }
    this.#made.set(table, "inline");
    return table;
  }

  #table(made: Made): Dict {
    const table = new Dict(new Map());
    this.#made.set(table, made);
    return table;
  }

  #add<V extends Value>(table: Dict, key: string, value: V): V {
    table.entries.set(key, this.#traced(value));
    return value;
  }

  #traced<V extends Value>(value: V): Traced<V> {
    return { value, trace: this.trace };
  }
}
