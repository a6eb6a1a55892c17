// Drafts of a fix in a chart's own files: edits of values and of template text, and how several are carried out together.

import type { TextEdit } from "../base/text-edit.ts";
import { parseDocument } from "../yaml/parse.ts";
import { toTextEdits } from "../yaml/edit-apply.ts";
import type { YamlEdit, YamlValue } from "../yaml/edit.ts";
import { asMap, getPair, items, resolve } from "../yaml/access.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";
import { applyTextEdits } from "../base/text-edit.ts";
import type { SourceFile } from "../workspace/file.ts";

/** A change of one value in a values file. */
export interface ValueEdit {
  readonly kind: "value";
  readonly path: string;
  readonly keys: readonly (string | number)[];
  /** "append": an item for the list there. */
  readonly op: "set" | "remove" | "append";
  readonly value: YamlValue;
}

/** Lines to be put into a template behind one of its lines. Those of one place are merged: both may need a `securityContext`. */
export interface InsertEdit {
  readonly kind: "insert";
  readonly path: string;
  /** The end of the line, before its break. */
  readonly at: number;
  readonly indent: number;
  readonly keys: readonly string[];
  readonly value: YamlValue;
}

/** A stretch of a template replaced. */
export interface ReplaceEdit extends TextEdit {
  readonly kind: "replace";
  readonly path: string;
}

export type Draft = readonly (ValueEdit | InsertEdit | ReplaceEdit)[];

/** The text edits of all drafts by file, ascending; undefined where they do not go together or have no place. */
export function textEditsOf(
  files: ReadonlyMap<string, SourceFile>,
  drafts: readonly Draft[],
): ReadonlyMap<string, readonly TextEdit[]> | undefined {
  const all = drafts.flat();
  const edits = new Map<string, TextEdit[]>();
  for (const path of new Set(all.map((edit) => edit.path))) {
    const file = files.get(path);
    const own = all.filter((edit) => edit.path === path);
    const values = own.filter((edit) => edit.kind === "value");
    const found = file && (values.length > 0 ? valueTextEdits(file, values) : templateTextEdits(file, own));
    if (!found) return undefined;
    edits.set(path, found);
  }
  return edits;
}

function valueTextEdits(file: SourceFile, edits: readonly ValueEdit[]): TextEdit[] | undefined {
  const part = file.parts.findLast(({ document }) => document.root !== undefined);
  const root = asMap(part?.document.root);
  if (!part || !root) return part ? undefined : appended(file, edits);
  const wanted: YamlEdit[] = [];
  for (const edit of joined(edits)) {
    const one = valueEdit(root, edit);
    if (!one) return undefined;
    wanted.push(one);
  }
  return toTextEdits(part.document, wanted)?.map((edit) => ({
    ...edit,
    start: edit.start + part.offset,
    end: edit.end + part.offset,
  }));
}

/** A file without a value in it yet: there may be comments. */
function appended({ text }: SourceFile, edits: readonly ValueEdit[]): TextEdit[] | undefined {
  if (edits.some(({ op, keys }) => op !== "set" || keys.some((key) => typeof key === "number"))) return undefined;
  const merged = merge(joined(edits).map(({ keys, value }) => ({ keys: keys.map(String), value })));
  const before = text === "" || text.endsWith("\n") ? "" : "\n";
  return [{ start: text.length, end: text.length, text: before + blockText(merged, 0) }];
}

function valueEdit(root: YamlMap, { keys, op, value }: ValueEdit): YamlEdit | undefined {
  let at: YamlMap = root;
  let from = 0;
  let node: YamlNode | undefined = root;
  for (const [i, key] of keys.entries()) {
    const next: YamlNode | undefined = typeof key === "number" ? items(node)?.[key] : getPair(node, key)?.value;
    if (typeof key === "number" && !next) return undefined;
    if (op === "remove" && i === keys.length - 1) {
      const target = typeof key === "number" ? next : getPair(node, key);
      return target && { op: "remove", target };
    }
    node = resolve(next);
    const map = asMap(node);
    if (map && i < keys.length - 1) {
      at = map;
      from = i + 1;
    }
    if (!node) break;
  }
  const path = keys.slice(from);
  if (path.length === 0 || path.some((key) => typeof key === "number")) return undefined;
  // Checked by the line above.
  const strings = path as [string, ...string[]];
  return op === "append" ? { op: "insertItem", at, path: strings, value } : { op: "set", at, path: strings, value };
}

function templateTextEdits(file: SourceFile, edits: Draft): TextEdit[] | undefined {
  const found: TextEdit[] = [];
  const inserts = new Map<string, InsertEdit[]>();
  for (const edit of edits) {
    if (edit.kind === "replace") found.push({ start: edit.start, end: edit.end, text: edit.text });
    if (edit.kind === "insert") {
      const key = `${edit.at}:${edit.indent}`;
      inserts.set(key, [...(inserts.get(key) ?? []), edit]);
    }
  }
  for (const own of inserts.values()) {
    const { at, indent } = own[0]!;
    const lines = blockText(merge(joined(own)), indent).replace(/\n$/, "");
    const eol = file.text.includes("\r\n") ? "\r\n" : "\n";
    const removed = found.findIndex((edit) => edit.text === "" && edit.start <= at && at < edit.end);
    if (removed >= 0) {
      // The line that they were to follow goes: they stand in its place, and what they hang on stays.
      found[removed] = { ...found[removed]!, text: `${lines}\n`.replaceAll("\n", eol) };
      keepOwners(file.text, found, found[removed]!.start, indent);
    } else found.push({ start: at, end: at, text: `\n${lines}`.replaceAll("\n", eol) });
  }
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  const unique = found.filter((edit, i) => i === 0 || JSON.stringify(edit) !== JSON.stringify(found[i - 1]));
  const overlaps = unique.some((edit, i) => i > 0 && edit.start < unique[i - 1]!.end);
  return overlaps ? undefined : unique;
}

/** The lines above a place that its lines belong to are not removed. */
function keepOwners(text: string, edits: TextEdit[], start: number, indent: number): void {
  let [at, column] = [start, indent];
  for (
    let i = edits.findIndex((edit) => edit.end === at && edit.start < at);
    i >= 0;
    i = edits.findIndex((edit) => edit.end === at && edit.start < at)
  ) {
    const edit = edits[i]!;
    const own = /^[ ]*(?:-[ ]+)?/.exec(text.slice(edit.start, edit.end))![0].length;
    at = edit.start;
    if (edit.text !== "" || own >= column) continue;
    column = own;
    edits.splice(i, 1);
  }
}

/** Two that write a list under the same keys want the items of both. */
function joined<Edit extends ValueEdit | InsertEdit>(edits: readonly Edit[]): readonly Edit[] {
  const found = new Map<string, Edit>();
  for (const edit of edits) {
    const key = JSON.stringify([edit.keys, edit.kind === "value" && edit.op]);
    const known = found.get(key);
    if (!known || !isList(known.value) || !isList(edit.value)) {
      // Another value for the same keys is left to stand beside it: the later one wins, and the proof says so.
      found.set(known ? `${key} ${found.size}` : key, edit);
      continue;
    }
    const had = new Set(known.value.map((item) => JSON.stringify(item)));
    found.set(key, { ...known, value: [...known.value, ...edit.value.filter((item) => !had.has(JSON.stringify(item)))] });
  }
  return [...found.values()];
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** Values under keys as one tree; later ones win. */
function merge(
  edits: readonly { readonly keys: readonly string[]; readonly value: YamlValue }[],
): readonly (readonly [string[], YamlValue])[] {
  return edits.map(({ keys, value }) => [[...keys], value]);
}

/** A block of YAML at an indentation, with a line break at its end: written by the same hand as fixes of manifests. */
export function blockText(entries: readonly (readonly [readonly string[], YamlValue])[], indent: number): string {
  const pad = " ".repeat(indent);
  const start = `_: 0\n`;
  const document = parseDocument(start);
  const at = asMap(document.root)!;
  const edits = toTextEdits(
    document,
    // The caller names at least one key.
    entries.map(([keys, value]): YamlEdit => ({ op: "set", at, path: keys as readonly [string, ...string[]], value })),
  );
  const text = applyTextEdits(start, edits ?? []).slice(start.length);
  return text.replaceAll(/^(?=.)/gm, pad);
}
