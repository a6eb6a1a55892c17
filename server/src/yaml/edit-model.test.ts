// What edits mean, on values alone and without any text: the yardstick of the property tests.

import { keyText } from "./access.ts";
import { Hole } from "./edit.ts";
import type { YamlEdit, YamlValue } from "./edit.ts";
import { scalarValue } from "./scalar.ts";
import type { YamlDocument, YamlNode, YamlPair } from "./tree.ts";
import { isList, isRecord } from "./write-value.ts";

/** A value that remembers whether something was taken out of it. */
type Model = MapModel | ListModel | { readonly kind: "scalar"; readonly value: unknown; readonly isNew: boolean };
interface Entry {
  key: string;
  value: Model;
  readonly pair?: YamlPair | undefined;
}
interface MapModel {
  readonly kind: "map";
  readonly isNew: boolean;
  readonly entries: Entry[];
  /** The pairs that were taken out. Who sets their keys again brings them back. */
  readonly gone: Entry[];
  lost: boolean;
}
interface ListModel {
  readonly kind: "list";
  readonly isNew: boolean;
  readonly items: Model[];
  lost: boolean;
}

export interface Outcome {
  readonly value: unknown;
  /** The nodes of the document that are still there. */
  readonly kept: ReadonlySet<YamlNode>;
}

/** The document's value after the edits; undefined where one of them must be refused. No aliases, no equal keys. */
export function applyToModel({ root }: YamlDocument, edits: readonly YamlEdit[]): Outcome | undefined {
  if (!root) return undefined;
  const models = new Map<YamlNode, Model>();
  const top = { value: modelOf(root, models) };
  for (const edit of edits) if (!applyOne(top, models, edit)) return undefined;
  sweep(top.value);
  const alive = new Set(below(top.value));
  const kept = new Set([...models].filter(([, model]) => alive.has(model)).map(([node]) => node));
  return { value: plainValue(top.value), kept };
}

export function valueOf({ root }: YamlDocument): unknown {
  return root && plainValue(modelOf(root, new Map()));
}

function applyOne(top: { readonly value: Model }, models: ReadonlyMap<YamlNode, Model>, edit: YamlEdit): boolean {
  if (edit.op === "appendDocument") return false;
  const alive = new Set(below(top.value));
  if (edit.op === "set" || edit.op === "insertItem") {
    const map = models.get(edit.at);
    if (!map || !alive.has(map)) return true;
    return map.kind === "map" && (edit.op === "set" ? setIn(map, edit.path, edit.value) : insertIn(map, edit.path, edit.value));
  }
  if (edit.op === "rename") return rename([...alive], edit.target, edit.key);
  return remove([...alive], models, edit.target);
}

function setIn(map: MapModel, [key = "", ...rest]: readonly string[], value: YamlValue): boolean {
  const entry = map.entries.find((candidate) => candidate.key === key);
  if (!entry) addEntry(map, key, fresh(rest, value));
  else if (rest.length > 0) {
    if (entry.value.kind === "map") return setIn(entry.value, rest, value);
    if (!givesWay(entry.value)) return false;
    entry.value = fresh(rest, value);
  } else if (isRecord(value) && entry.value.kind === "map") {
    const inner = entry.value;
    return Object.entries(value).every(([name, item]) => setIn(inner, [name], item));
  } else if (isList(value) && value.length > 0 && entry.value.kind === "list") setItems(entry.value, value);
  else if (!same(plainValue(entry.value), plain(value))) entry.value = fresh([], value);
  else if (entry.value.kind === "list") entry.value.lost = false;
  return true;
}

/** Equal items at both ends are the same as before. */
function setItems(list: ListModel, values: readonly YamlValue[]): void {
  const old = list.items;
  let head = 0;
  while (head < Math.min(old.length, values.length) && holds(old[head], values[head])) head++;
  let tail = 0;
  while (values.length <= old.length && tail < values.length - head && holds(old.at(-1 - tail), values.at(-1 - tail))) tail++;
  const middle = values.slice(head, values.length - tail).map((value) => fresh([], value));
  list.items.splice(head, old.length - head - tail, ...middle);
}

function holds(model: Model | undefined, value: YamlValue | undefined): boolean {
  return model !== undefined && value !== undefined && same(plainValue(model), plain(value));
}

function insertIn(map: MapModel, [key = "", ...rest]: readonly string[], value: YamlValue): boolean {
  const entry = map.entries.find((candidate) => candidate.key === key);
  if (!entry) addEntry(map, key, fresh(rest, [value]));
  else if (rest.length > 0 && entry.value.kind === "map") return insertIn(entry.value, rest, value);
  else if (rest.length === 0 && entry.value.kind === "list") addItem(entry.value, value);
  else if (givesWay(entry.value)) entry.value = fresh(rest, [value]);
  else return false;
  return true;
}

function addEntry(map: MapModel, key: string, value: Model): void {
  const old = map.gone.findLast(({ pair }) => pair && keyText(pair) === key);
  const isBack = old !== undefined && same(plainValue(old.value), plainValue(value));
  map.entries.push({ key, value: isBack ? old.value : value, pair: old?.pair });
}

function addItem(list: ListModel, value: YamlValue): void {
  if (!list.items.some((item) => same(plainValue(item), plain(value)))) list.items.push(fresh([], value));
}

function remove(alive: readonly Model[], models: ReadonlyMap<YamlNode, Model>, target: YamlPair | YamlNode): boolean {
  for (const model of alive) {
    if (model.kind === "scalar") continue;
    const at =
      model.kind === "map"
        ? model.entries.findIndex(({ pair }) => pair === target)
        : model.items.findIndex((item) => "kind" in target && item === models.get(target));
    if (at < 0) continue;
    if (model.kind === "map") model.gone.push(...model.entries.splice(at, 1));
    else model.items.splice(at, 1);
    model.lost = true;
    return true;
  }
  return true;
}

function rename(alive: readonly Model[], target: YamlPair, key: string): boolean {
  for (const model of alive) {
    if (model.kind !== "map") continue;
    const entry = model.entries.find(({ pair }) => pair === target);
    if (!entry) continue;
    if (model.entries.some((other) => other !== entry && other.key === key)) return false;
    entry.key = key;
  }
  return true;
}

/** Takes out what removing has emptied; says whether the model itself is such. */
function sweep(model: Model): boolean {
  if (model.kind === "scalar") return false;
  const list: unknown[] = model.kind === "map" ? model.entries : model.items;
  const values = model.kind === "map" ? model.entries.map(({ value }) => value) : [...model.items];
  for (const [index, emptied] of [...values.map(sweep).entries()].toReversed()) {
    if (!emptied) continue;
    list.splice(index, 1);
    model.lost = true;
  }
  return model.lost && list.length === 0;
}

function modelOf(node: YamlNode, models: Map<YamlNode, Model>): Model {
  const model = makeModel(node, models);
  models.set(node, model);
  return model;
}

function makeModel(node: YamlNode, models: Map<YamlNode, Model>): Model {
  if (node.kind === "seq")
    return { kind: "list", items: node.items.map((item) => modelOf(item, models)), lost: false, isNew: false };
  if (node.kind === "scalar") return { kind: "scalar", value: scalarValue(node), isNew: false };
  if (node.kind === "alias") return { kind: "scalar", value: `*${node.name}`, isNew: false };
  const entries = node.pairs.map((pair) => ({ key: keyText(pair) ?? "?", value: modelOf(pair.value, models), pair }));
  return { kind: "map", gone: [], entries, lost: false, isNew: false };
}

function fresh(path: readonly string[], value: YamlValue): Model {
  const [key, ...rest] = path;
  if (key !== undefined)
    return { kind: "map", gone: [], entries: [{ key, value: fresh(rest, value) }], lost: false, isNew: true };
  if (isList(value)) return { kind: "list", items: value.map((item) => fresh([], item)), lost: false, isNew: true };
  if (!isRecord(value)) return { kind: "scalar", value: plain(value), isNew: true };
  return {
    kind: "map",
    gone: [],
    entries: Object.entries(value).map(([name, item]) => ({ key: name, value: fresh([], item) })),
    lost: false,
    isNew: true,
  };
}

function below(model: Model): readonly Model[] {
  if (model.kind === "scalar") return [model];
  const inner = model.kind === "map" ? model.entries.map(({ value }) => value) : model.items;
  return [model, ...inner.flatMap(below)];
}

function plainValue(model: Model): unknown {
  if (model.kind === "scalar") return model.value;
  if (model.kind === "list") return model.items.map(plainValue);
  return Object.fromEntries(model.entries.map(({ key, value }) => [key, plainValue(value)]));
}

function plain(value: YamlValue): unknown {
  return value instanceof Hole ? value.value : isList(value) ? value.map(plain) : isRecord(value) ? plainRecord(value) : value;
}

function plainRecord(value: { readonly [key: string]: YamlValue }): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** Nothing, or what an earlier edit has put there. */
function givesWay(model: Model): boolean {
  return model.isNew || (model.kind === "scalar" && model.value === null);
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`;
}
