// Makes random manifests in all the ways that people write them, and random edits of them, for property tests.

import * as fc from "fast-check";
import { at, pathTo } from "./access.ts";
import type { YamlEdit, YamlValue } from "./edit.ts";
import type { YamlDocument, YamlMap, YamlNode, YamlPair } from "./tree.ts";
import { isList, isShort } from "./write-value.ts";
import { isLeaf } from "./write.ts";

type Sketch = ScalarSketch | MapSketch | ListSketch;
interface ScalarSketch {
  readonly kind: "scalar";
  readonly text: string;
  readonly block?: readonly string[];
}
interface Looks {
  readonly flow: boolean;
  readonly spread: boolean;
  readonly comma: boolean;
  readonly padding: string;
  /** A comment below its entries, this much further right than they are; -1: none. */
  readonly tail: number;
}
interface EntryLooks {
  readonly above: "" | "blank" | "comment" | "margin" | "both" | "deep";
  readonly behind: boolean;
  readonly apart: boolean;
}
interface MapSketch extends Looks {
  readonly kind: "map";
  readonly pairs: readonly (EntryLooks & { readonly key: string; readonly value: Sketch })[];
}
interface ListSketch extends Looks {
  readonly kind: "list";
  readonly items: readonly (EntryLooks & { readonly value: Sketch })[];
}

const KEYS = ["name", "image", "spec", "ports", '"quoted"', "'single'", "8080", "app.kubernetes.io/name", "cpu", "env"];
const NEW_KEYS = ["name", "image", "spec", "new", "on", "quoted", "8080", "a: b", "env"];
const TEXTS = [
  "web",
  "nginx:1.27",
  "80",
  "0x10",
  "true",
  "yes",
  '"80"',
  "'it''s'",
  '"a # b"',
  "~",
  "null",
  "",
  "100m",
  "a b",
  '"two\\nlines"',
];
const VALUES: readonly YamlValue[] = ["web", "80", 80, true, "yes", "", null, "a: b", "one\ntwo\n", "[x", "it's", 1.5, " x"];

const entryLooks = {
  above: fc.constantFrom<EntryLooks["above"]>("", "", "", "", "blank", "comment", "margin", "both", "deep"),
  behind: fc.nat(4).map((n) => n === 0),
  apart: fc.nat(5).map((n) => n === 0),
};
const looks = {
  flow: fc.nat(3).map((n) => n === 0),
  spread: fc.boolean(),
  comma: fc.nat(3).map((n) => n === 0),
  padding: fc.constantFrom("", " "),
  tail: fc.constantFrom(-1, -1, -1, -1, 0, 2),
};
const scalar: fc.Arbitrary<Sketch> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...TEXTS).map((text): Sketch => ({ kind: "scalar", text })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("|", ">", "|-", "|+", ">+")
      .map((text): Sketch => ({ kind: "scalar", text, block: ["one", "", "  two", "three"] })),
  },
);

const { map } = fc.letrec<{ tree: Sketch; map: Sketch; list: Sketch }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4, withCrossShrink: true }, scalar, tie("map"), tie("list")),
  map: fc.record({
    kind: fc.constant("map" as const),
    pairs: fc.uniqueArray(fc.record({ key: fc.constantFrom(...KEYS), value: tie("tree"), ...entryLooks }), {
      maxLength: 4,
      selector: ({ key }) => key,
    }),
    ...looks,
  }),
  list: fc.record({
    kind: fc.constant("list" as const),
    items: fc.array(fc.record({ value: tie("tree"), ...entryLooks }), { maxLength: 3 }),
    ...looks,
  }),
}));

/** Texts of manifests whose root is a map. */
export const manifest: fc.Arbitrary<string> = fc
  .record({
    root: map,
    steps: fc.constantFrom([2, 2], [2, 0], [4, 2], [4, 0], [3, 1] as const),
    lineBreak: fc.constantFrom("\n", "\n", "\r\n"),
    start: fc.constantFrom("", "", "---\n", "# top\n", "---\n# top\n", "\uFEFF", "# top\n\n"),
    end: fc.constantFrom("", "", "# end\n", "...\n", "\n"),
    lastBreak: fc.nat(3),
  })
  .map(({ root, steps, lineBreak, start, end, lastBreak }) => {
    const painter = new Painter(steps[0] ?? 2, steps[1] ?? 2);
    const text = start + painter.paint(root) + end;
    return (lastBreak === 0 ? text.replace(/\n$/, "") : text).replaceAll("\n", lineBreak);
  });

class Painter {
  #comments = 0;

  constructor(
    readonly mapStep: number,
    readonly listStep: number,
  ) {}

  paint(root: Sketch): string {
    return this.#isFlow(root) ? this.#flow(root, 0) + "\n" : this.#block(root, 0);
  }

  /** Lines from `column` on; the first without its indentation. */
  #block(sketch: Sketch, column: number): string {
    if (sketch.kind === "scalar") return "";
    const entries = sketch.kind === "map" ? sketch.pairs : sketch.items;
    const indent = " ".repeat(column);
    const lines = entries.map((entry, index) => {
      const above = index === 0 ? "" : this.#above(entry, indent);
      return (
        above + (index === 0 ? "" : indent) + ("key" in entry ? `${entry.key}:` : "-") + this.#behind(entry, column, sketch.kind)
      );
    });
    return lines.join("") + (sketch.tail < 0 ? "" : `${indent}${" ".repeat(sketch.tail)}${this.#comment()}\n`);
  }

  #above({ above }: EntryLooks, indent: string): string {
    if (above === "blank") return "\n";
    if (above === "comment") return `${indent}${this.#comment()}\n`;
    if (above === "deep") return `\n${indent}   ${this.#comment()}\n`;
    if (above === "margin") return `${this.#comment()}\n`;
    return above === "both" ? `\n${indent}${this.#comment()}\n` : "";
  }

  #behind(entry: EntryLooks & { readonly value: Sketch }, column: number, owner: "map" | "list"): string {
    const { value, behind, apart } = entry;
    const comment = behind ? ` ${this.#comment()}` : "";
    if (value.kind === "scalar" && value.text.includes("\n")) {
      return ` ${value.text.replaceAll("\n", `\n${" ".repeat(column + 1)}`)}${comment}\n`.replace(/ +$/gm, "");
    }
    if (value.kind === "scalar" && value.block) {
      const lines = value.block.map((line) => (line === "" ? "\n" : `${" ".repeat(column + 2)}${line}\n`)).join("");
      return ` ${value.text}${comment}\n${lines}${value.text.endsWith("+") ? "\n" : ""}`;
    }
    if (this.#isFlow(value))
      return `${value.kind === "scalar" && value.text === "" ? "" : " "}${this.#flow(value, column + 2)}${comment}\n`;
    const inner = owner === "list" ? column + 2 : column + (value.kind === "list" ? this.listStep : this.mapStep);
    if (owner === "list" && !behind && !apart) return ` ${this.#block(value, inner)}`;
    return `${comment}\n${" ".repeat(inner)}${this.#block(value, inner)}`;
  }

  /** `column` is where lines of the collection's own go on. */
  #flow(sketch: Sketch, column: number): string {
    if (sketch.kind === "scalar") return sketch.block ? '"block"' : sketch.text.replaceAll("\n", " ");
    const entries = sketch.kind === "map" ? sketch.pairs : sketch.items;
    const [open, close] = sketch.kind === "map" ? ["{", "}"] : ["[", "]"];
    if (entries.length === 0) return open + close;
    const texts = entries.map((entry) => this.#flowEntry(entry, column + (sketch.spread ? 2 : 0)));
    if (!sketch.spread) return open + sketch.padding + texts.join(sketch.comma ? "," : ", ") + sketch.padding + close;
    const indent = `\n${" ".repeat(column + 2)}`;
    const lines = texts.map((text, index) => {
      const comma = index < texts.length - 1 || sketch.comma ? "," : "";
      return indent + text + comma + (entries[index]?.behind ? ` ${this.#comment()}` : "");
    });
    return `${open}${lines.join("")}\n${" ".repeat(column)}${close}`;
  }

  #flowEntry(entry: (EntryLooks & { readonly value: Sketch }) | MapSketch["pairs"][number], column: number): string {
    const { value } = entry;
    if ("key" in entry) return `${entry.key}: ${this.#flow(value, column)}`.trimEnd();
    const text = this.#flow(value, column);
    return text === "" ? "~" : text;
  }

  #isFlow(sketch: Sketch): boolean {
    if (sketch.kind === "scalar") return true;
    return sketch.flow || (sketch.kind === "map" ? sketch.pairs : sketch.items).length === 0;
  }

  #comment(): string {
    return `# c${++this.#comments}`;
  }
}

const value: fc.Arbitrary<YamlValue> = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom(...NEW_KEYS), tie("value"), { maxKeys: 3 }) },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 3 }) },
  ),
})).value;

export interface EditSketch {
  readonly op: "set" | "insertItem" | "remove" | "rename";
  readonly place: number;
  readonly path: readonly string[];
  readonly value: YamlValue;
}

/** Texts of JSON objects, on one line or over several. */
export const json: fc.Arbitrary<string> = fc
  .tuple(fc.dictionary(fc.constantFrom(...NEW_KEYS), value, { minKeys: 1, maxKeys: 4 }), fc.constantFrom(0, 2, 4, "\t"))
  .map(([object, step]) => JSON.stringify(object, null, step));

/** An edit before it knows its document: `at` and `target` count through what there is. */
export const editSketch: fc.Arbitrary<EditSketch> = fc.record({
  op: fc.constantFrom(
    "set" as const,
    "set" as const,
    "set" as const,
    "insertItem" as const,
    "remove" as const,
    "remove" as const,
    "rename" as const,
  ),
  place: fc.nat(1000),
  path: fc.array(fc.constantFrom(...NEW_KEYS), { minLength: 1, maxLength: 3 }),
  value,
});

/**
 * The edit, as a function that makes it for this document and again for another, by the path of its map; undefined where
 * there is nothing to edit.
 */
export function makeEdit(
  document: YamlDocument,
  { op, place, path, value }: EditSketch,
): ((again: YamlDocument) => YamlEdit | undefined) | undefined {
  const nodes = document.root ? nodesOf(document.root) : [];
  const maps = nodes.filter((node): node is YamlMap => node.kind === "map");
  const [key = "", ...rest] = path;
  if (op === "set" || op === "insertItem") {
    // Whether that stands in a list from which all was taken is nothing to ponder on.
    if (op === "insertItem" && isShort(value) && !isLeaf(value)) return undefined;
    // An item that a list keeps and one that replaces it are not the same to edits below them: so lists hold scalars.
    const wanted = op === "set" && isList(value) ? value.filter(isLeaf) : value;
    const map = maps[place % maps.length];
    return map && ((again) => setAgain(op, again === document ? map : at(again.root, pathTo(map)), [key, ...rest], wanted));
  }
  const pairs = maps.flatMap((map) => map.pairs);
  const items = nodes.flatMap((node): readonly (YamlNode | YamlPair)[] => (node.kind === "seq" ? node.items : []));
  if (op === "rename") {
    const target = pairs[place % pairs.length];
    return target && (() => ({ op, target, key }));
  }
  const target = [...pairs, ...items][place % (pairs.length + items.length)];
  return target && (() => ({ op, target }));
}

function setAgain(
  op: "set" | "insertItem",
  map: YamlNode | undefined,
  path: [string, ...string[]],
  value: YamlValue,
): YamlEdit | undefined {
  return map?.kind === "map" ? { op, at: map, path, value } : undefined;
}

export function nodesOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === "seq") return [node, ...node.items.flatMap(nodesOf)];
  return node.kind === "map" ? [node, ...node.pairs.flatMap(({ value }) => nodesOf(value))] : [node];
}
