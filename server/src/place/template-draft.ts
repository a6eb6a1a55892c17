// Drafts for a goal in the text of the template itself: a literal replaced, a line put behind a sibling, lines taken out.

import type { TemplateRender } from "../helm/render.ts";
import type { Region } from "../template/value.ts";
import type { YamlMap, YamlNode, YamlPair } from "../yaml/tree.ts";
import type { YamlValue } from "../yaml/edit.ts";
import { isLeaf, writeLeaf } from "../yaml/write.ts";
import type { Aim } from "./candidates.ts";
import type { ChartMap } from "./chart-map.ts";
import { blockText, type Draft } from "./draft.ts";
import { isEmptyNode, type Goal } from "./goal.ts";
import { isOwn } from "./place-finding.ts";
import { branchesWith } from "./skipped-branch.ts";
import { sourceMapOf } from "./source-map.ts";
import { templatePlace } from "./template-place.ts";

/** A stretch of the rendered text that stands in a template of the chart as it is. */
interface Literal {
  readonly path: string;
  /** The template's whole text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The `if`, `with` or `range` that it was written in. */
  readonly region: Region | undefined;
}

type Locate = (start: number, end: number) => Literal | undefined;

export function templateDrafts(
  aim: Aim,
  template: TemplateRender,
  map: ChartMap,
  goal: Exclude<Goal, { kind: "document" }>,
): readonly Draft[] {
  const locate = locator(aim, template, map);
  switch (goal.kind) {
    case "add":
      // Where a branch would write the key, it would be there twice one day.
      if (branchesWith(template, aim.part, goal.owner, goal.missing[0]).length > 0) return [];
      // Into what a value prints, the value may print the same key tomorrow.
      if (isPrintedInto(template, aim, goal.owner)) return [];
      return goal.owner.pairs.length === 0
        ? fillEmpty(locate, goal.owner, nestedBlock(goal.missing, goal.value))
        : insertBeside(locate, aim, goal.owner, goal.missing, goal.value);
    case "replace":
      return replaceLiteral(locate, goal.pair, goal.value);
    case "remove":
      return removeLines(locate, aim, goal.target);
    case "append":
      return appendItem(locate, goal.list.items, goal.value);
  }
}

function locator({ part, scene }: Aim, template: TemplateRender, map: ChartMap): Locate {
  const sources = sourceMapOf(template);
  const rendered = template.text.value;
  return (start, end) => {
    const [from, to] = [start + part.offset, end + part.offset];
    const [piece, more] = sources.between(from, to);
    const name = piece?.segment.span?.template;
    const file = name === undefined ? undefined : map.template(name);
    if (!piece || more || !file || !isOwn(scene, file.path)) return undefined;
    const text = scene.files.get(file.path)?.text ?? "";
    // What is written for some clusters only is right for them.
    for (let { region } = piece.segment; region; region = region.outer) {
      const head = scene.files
        .get(map.template(region.head.template)?.path ?? "")
        ?.text.slice(region.head.start, region.head.end);
      if (head?.includes(".Capabilities.")) return undefined;
    }
    const span = templatePlace(piece, text, rendered, from, to);
    return span && text.slice(span.start, span.end) === rendered.slice(from, to)
      ? { path: file.path, text, ...span, region: piece.segment.region }
      : undefined;
  };
}

/** Whether a value writes keys of the map, or all of it. */
function isPrintedInto(template: TemplateRender, { part: { offset } }: Aim, owner: YamlMap): boolean {
  const sources = sourceMapOf(template);
  const places = owner.pairs.length > 0 ? owner.pairs.map(({ key }) => key.start) : [owner.start];
  return places.some((start) =>
    sources.between(offset + start, offset + start + 1).some(({ segment }) => segment.origins.length > 0),
  );
}

/** Keys whose line is a good neighbour: they hold one short value in nearly every template. */
const neighbours = ["imagePullPolicy", "image", "serviceAccountName", "restartPolicy", "name"];

function insertBeside(
  locate: Locate,
  { part }: Aim,
  owner: YamlMap,
  keys: readonly string[],
  value: YamlValue,
): readonly Draft[] {
  const pairs = owner.pairs.toSorted((a, b) => rankOf(b) - rankOf(a));
  const above = owner.parent && "colon" in owner.parent ? locate(owner.parent.key.start, owner.parent.key.end) : undefined;
  const first = owner.pairs[0] && locate(owner.pairs[0].key.start, owner.pairs[0].key.end);
  const around = above ?? first;
  const drafts: Draft[] = [];
  for (const pair of pairs) {
    const key = locate(pair.key.start, pair.key.end);
    // What stands in a branch is there only sometimes.
    if (!key || (around && key.region !== around.region)) continue;
    const line = lineAt(key.text, key.start);
    const lead = key.text.slice(line.start, key.start);
    if (!/^ *(?:- +)?$/.test(lead)) continue;
    const edit = { kind: "insert", path: key.path, indent: lead.length, keys, value } as const;
    if (isShort(part.document.text, pair) && isBalanced(key.text.slice(line.start, line.end)))
      drafts.push([{ ...edit, at: line.end }]);
    // A dash cannot be overtaken.
    else if (!lead.includes("-") && line.start > 0) drafts.push([{ ...edit, at: line.start - 1 }]);
    if (drafts.length === 4) break;
  }
  return drafts.length > 0 ? drafts : insertBelow(owner, above, keys, value);
}

/** As the first of the map: behind the line of its own key. */
function insertBelow(owner: YamlMap, above: Literal | undefined, keys: readonly string[], value: YamlValue): readonly Draft[] {
  if (!above || owner.flow) return [];
  const line = lineAt(above.text, above.start);
  const lead = above.text.slice(line.start, above.start);
  if (!/^ *(?:- +)?$/.test(lead) || !/^\s*:\s*$/.test(above.text.slice(above.end, line.end))) return [];
  return [[{ kind: "insert", path: above.path, at: line.end, indent: lead.length + 2, keys, value }]];
}

function rankOf({ key }: YamlPair): number {
  return key.kind === "scalar"
    ? neighbours.length - ((neighbours.indexOf(key.value) + neighbours.length + 1) % (neighbours.length + 1))
    : -1;
}

/** Key and value on one line of the rendered text. */
function isShort(text: string, { key, value }: YamlPair): boolean {
  return value.kind === "scalar" && value.end > value.start && !text.slice(key.start, value.end).includes("\n");
}

function isBalanced(line: string): boolean {
  return line.split("{{").length === line.split("}}").length;
}

function lineAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  const stop = text.indexOf("\n", offset);
  const end = stop < 0 ? text.length : stop;
  return { start: text.lastIndexOf("\n", offset - 1) + 1, end: text[end - 1] === "\r" ? end - 1 : end };
}

type Entries = readonly (readonly [readonly string[], YamlValue])[];

function nestedBlock(keys: readonly string[], value: YamlValue): Entries {
  return [[keys, value]];
}

/** `key: {}` of the template becomes a block. */
function fillEmpty(locate: Locate, owner: YamlMap, entries: Entries): readonly Draft[] {
  const { parent } = owner;
  if (!parent || !("colon" in parent)) return [];
  const brackets = locate(owner.start, owner.end);
  const key = locate(parent.key.start, parent.key.end);
  if (!brackets || !key || brackets.path !== key.path) return [];
  return [[replaceWithBlock(brackets, key, entries)]];
}

function replaceWithBlock(old: Literal, key: Literal, entries: Entries): Draft[number] {
  const line = lineAt(key.text, key.start);
  const indent = key.start - line.start + 2;
  // It may stand on a line of its own.
  const blanks = /\s*$/.exec(old.text.slice(0, old.start))?.[0].length ?? 0;
  return {
    kind: "replace",
    path: old.path,
    start: old.start - blanks,
    end: old.end,
    text: `\n${blockText(entries, indent).replace(/\n$/, "")}`,
  };
}

function replaceLiteral(locate: Locate, pair: YamlPair, value: YamlValue): readonly Draft[] {
  const old = pair.value.end > pair.value.start ? locate(pair.value.start, pair.value.end) : undefined;
  const key = locate(pair.key.start, pair.key.end);
  if (!old) return [];
  if (isLeaf(value)) {
    const style =
      pair.value.kind === "scalar" && pair.value.style === "single"
        ? "single"
        : pair.value.kind === "scalar" && pair.value.style === "double"
          ? "double"
          : "plain";
    const text = writeLeaf(value, { quotes: typeof value === "string" ? style : "plain" }).text;
    return old.text.slice(old.start, old.end) === text
      ? []
      : [[{ kind: "replace", path: old.path, start: old.start, end: old.end, text }]];
  }
  if (isList(value)) return replaceItems(old, pair.value, value);
  if (!key || (!isEmptyNode(pair.value) && pair.value.kind !== "scalar")) return [];
  const entries = Object.entries(value as Readonly<Record<string, YamlValue>>).map(([name, inner]) => [[name], inner] as const);
  return [[replaceWithBlock(old, key, entries)]];
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** `[all]` by `[ALL]`, with the quotes that are there. */
function replaceItems({ path, start, end }: Literal, list: YamlNode, value: readonly YamlValue[]): readonly Draft[] {
  if (list.kind !== "seq" || !list.flow || !value.every(isLeaf)) return [];
  const [first] = list.items;
  const style = first?.kind === "scalar" && (first.style === "single" || first.style === "double") ? first.style : "plain";
  const items = value.map((item) => writeLeaf(item, { quotes: typeof item === "string" ? style : "plain" }).text);
  return [[{ kind: "replace", path, start, end, text: `[${items.join(", ")}]` }]];
}

/** Whole lines, and the key above where nothing else is left below it. */
function removeLines(locate: Locate, { part }: Aim, target: YamlPair | YamlNode): readonly Draft[] {
  const { text } = part.document;
  let span = spanOf(target);
  let parent = "colon" in target ? target.parent : target.parent && !("colon" in target.parent) ? target.parent : undefined;
  const count = parent ? (parent.kind === "map" ? parent.pairs.length : parent.items.length) : 2;
  if (count === 1 && parent?.parent && "colon" in parent.parent) span = { start: parent.parent.key.start, end: span.end };
  parent = undefined;
  const edits: Draft[number][] = [];
  for (let at = span.start; at < span.end;) {
    const stop = text.indexOf("\n", at);
    const end = stop < 0 || stop > span.end ? span.end : stop;
    const from = at + (text.slice(at, end).length - text.slice(at, end).trimStart().length);
    if (from < end) {
      const word = /^(?:- )?[^\s:]+/.exec(text.slice(from, end))?.[0] ?? "";
      const found = locate(from, from + word.length);
      if (!found) return [];
      const line = lineAt(found.text, found.start);
      if (!/^[ -]*$/.test(found.text.slice(line.start, found.start)) || !isBalanced(found.text.slice(line.start, line.end)))
        return [];
      const next = found.text.indexOf("\n", line.end);
      edits.push({ kind: "replace", path: found.path, start: line.start, end: next < 0 ? line.end : next + 1, text: "" });
    }
    at = end + 1;
  }
  return edits.length > 0 ? [edits] : [];
}

function spanOf(target: YamlPair | YamlNode): { readonly start: number; readonly end: number } {
  return "colon" in target ? { start: target.key.start, end: Math.max(target.value.end, target.colon + 1) } : target;
}

function appendItem(locate: Locate, list: readonly YamlNode[], value: YamlValue): readonly Draft[] {
  const last = list.at(-1);
  if (last?.kind !== "scalar" || !isLeaf(value)) return [];
  const found = locate(last.start, last.end);
  if (!found) return [];
  const line = lineAt(found.text, found.start);
  const lead = found.text.slice(line.start, found.start);
  if (!/^ *- +$/.test(lead)) return [];
  return [[{ kind: "replace", path: found.path, start: line.end, end: line.end, text: `\n${lead}${writeLeaf(value).text}` }]];
}
