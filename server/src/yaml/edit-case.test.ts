// Checks one edit of a manifest: the text after it, also with other line ends, and what must hold of every edit.

import assert from "node:assert/strict";
import test from "node:test";
import { applyTextEdits } from "../base/text-edit.ts";
import { at } from "./access.ts";
import { toTextEdits } from "./edit-apply.ts";
import type { YamlEdit, YamlValue } from "./edit.ts";
import { parseDocument } from "./parse.ts";
import type { YamlDocument, YamlMap, YamlNode, YamlPair } from "./tree.ts";

/** Makes edits for a document; its nodes are found by dotted paths (`spec.containers.0`). */
export type Edits = (find: Find) => readonly YamlEdit[];

export class Find {
  constructor(readonly document: YamlDocument) {}

  node(path: string): YamlNode {
    const steps = path === "" ? [] : path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    return this.nodeAt(steps);
  }

  nodeAt(path: readonly (string | number)[]): YamlNode {
    const found = at(this.document.root, path);
    assert(found, `no node at ${path.join(".")}`);
    return found;
  }

  map(path: string): YamlMap {
    const node = this.node(path);
    assert(node.kind === "map", `no map at ${path}`);
    return node;
  }

  pair(path: string): YamlPair {
    const { parent } = this.node(path);
    assert(parent && "colon" in parent, `no pair at ${path}`);
    return parent;
  }

  /** `at` and `path` may be split by `/`: `spec.containers.0/resources.limits`. */
  set(path: string, value: YamlValue): YamlEdit {
    return { op: "set", ...this.#place(path), value };
  }

  insertItem(path: string, value: YamlValue): YamlEdit {
    return { op: "insertItem", ...this.#place(path), value };
  }

  remove(path: string): YamlEdit {
    const node = this.node(path);
    return { op: "remove", target: node.parent && "colon" in node.parent ? node.parent : node };
  }

  rename(path: string, key: string): YamlEdit {
    return { op: "rename", target: this.pair(path), key };
  }

  appendDocument(value: YamlValue): YamlEdit {
    return { op: "appendDocument", after: this.document, value };
  }

  #place(path: string): { at: YamlMap; path: [string, ...string[]] } {
    const [owner, below] = path.includes("/") ? path.split("/") : ["", path];
    const [first = "", ...rest] = (below ?? "").split(".");
    return { at: this.map(owner ?? ""), path: [first, ...rest] };
  }
}

/** The text after the edits; undefined where they are refused. */
export function edited(text: string, edits: Edits): string | undefined {
  const document = parseDocument(text);
  const changes = toTextEdits(document, edits(new Find(document)));
  return changes && applyTextEdits(text, changes);
}

/** The text's common indentation and its first line break are taken off. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ ]*$/, "\n")
    .split("\n");
  const depth = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(depth)).join("\n");
}

/** Every case runs with LF, CRLF, a byte order mark, and without a line break at its end. */
export function check(title: string, before: string, edits: Edits, after: string): void {
  test(title, () => {
    const [from, to] = [dedent(before), dedent(after)];
    for (const [variant, vary] of Object.entries(VARIANTS)) {
      const result = edited(vary(from), edits);
      assert.equal(result, vary(to), variant);
      assert.deepEqual(parseDocument(result).problems, [], `${variant}: the result has problems`);
    }
  });
}

export function checkRefused(title: string, before: string, edits: Edits): void {
  test(title, () => assert.equal(edited(dedent(before), edits), undefined));
}

const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
  LF: (text) => text,
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  BOM: (text) => `\uFEFF${text}`,
  "no line break at the end": (text) => text.replace(/\n$/, ""),
};
