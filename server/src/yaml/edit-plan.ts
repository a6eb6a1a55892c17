// Merges edits of one document into a single plan of changes to its tree.

import { never } from "../base/never.ts";
import { getPair, keyText } from "./access.ts";
import { alignItems } from "./edit-align.ts";
import { fitsTag, isInside, isPair, mergedValue, nodeHolds, rootOf, standsForNull } from "./edit-read.ts";
import type { Entry } from "./edit-read.ts";
import type { YamlEdit, YamlValue } from "./edit.ts";
import { isMerge } from "./merge.ts";
import type { YamlDocument, YamlMap, YamlNode, YamlPair, YamlSeq } from "./tree.ts";
import { isList, isRecord, mergeValues, sameValue, updateIn } from "./write-value.ts";

/** What is to be done; nothing in it lies inside something that is removed or replaced. */
export interface Plan {
  readonly removed: ReadonlySet<Entry>;
  readonly renamed: ReadonlyMap<YamlPair, string>;
  /** New values of pairs and items, and of a root that would be empty. */
  readonly replaced: ReadonlyMap<YamlNode, YamlValue>;
  readonly addedPairs: ReadonlyMap<YamlMap, ReadonlyMap<string, YamlValue>>;
  readonly addedItems: ReadonlyMap<YamlSeq, readonly YamlValue[]>;
  /** Documents to be written behind this one. */
  readonly documents: readonly YamlValue[];
}

/**
 * The edits, applied in their order to one tree: of two that contradict each other the later wins, what already holds is no
 * change, an edit inside something that an earlier one took out is void. Undefined where one cannot be carried out: it
 * addresses another document; its path leads through an alias, a scalar with text, a sequence or a half-typed pair; a tag
 * that stays would make something else of the value; it would hide or uncover what a merge key brings; or it would write
 * two keys alike.
 */
export function planEdits(document: YamlDocument, edits: readonly YamlEdit[]): Plan | undefined {
  const planner = new Planner(document);
  return edits.every((edit) => planner.apply(edit)) && planner.dropEmptied() ? planner : undefined;
}

/** What happens at the end of a path: to the node that stands there, or to a value that is yet to be written. */
interface Change {
  onNode(node: YamlNode): boolean;
  onValue(old: YamlValue | undefined): YamlValue;
  /** Whether the node is already as the change would make it. */
  holds(node: YamlNode): boolean;
  /** Whether what a merge key brings may be hidden by what is written. */
  readonly hides: boolean;
}

class Planner implements Plan {
  readonly removed = new Set<Entry>();
  readonly renamed = new Map<YamlPair, string>();
  readonly replaced = new Map<YamlNode, YamlValue>();
  readonly addedPairs = new Map<YamlMap, Map<string, YamlValue>>();
  readonly addedItems = new Map<YamlSeq, YamlValue[]>();
  readonly documents: YamlValue[] = [];
  readonly #document: YamlDocument;

  constructor(document: YamlDocument) {
    this.#document = document;
  }

  /** Whether the edit could be taken into the plan. */
  apply(edit: YamlEdit): boolean {
    if (edit.op === "appendDocument") return this.#appendDocument(edit.after, edit.value);
    const place = edit.op === "set" || edit.op === "insertItem" ? edit.at : edit.target;
    if (rootOf(place) !== this.#document.root) return false;
    if (this.#isGone(place, "at" in edit || isItem(place))) return true;
    switch (edit.op) {
      case "set":
        return this.#reach(edit.at, edit.path, this.#setting(edit.value));
      case "insertItem":
        return this.#reach(edit.at, edit.path, this.#inserting(edit.value));
      case "remove":
        return this.#remove(edit.target);
      case "rename":
        return this.#rename(edit.target, edit.key);
      default:
        return never(edit);
    }
  }

  /** Takes out the pairs and items whose collections have nothing left, from the inside out. An emptied root stays as `{}` or `[]`. */
  dropEmptied(): boolean {
    // The set grows while it is walked: what is added here is looked at in its turn.
    for (const entry of this.removed) {
      const collection = entry.parent;
      if (!collection || isPair(collection) || !this.#isEmptied(collection)) continue;
      if (!collection.parent) this.#replace(collection, collection.kind === "map" ? {} : []);
      else if (!this.#remove(collection)) return false;
    }
    return true;
  }

  #setting(value: YamlValue): Change {
    return {
      onNode: (node) => this.#assign(node, value),
      onValue: (old) => mergeValues(old, value),
      holds: (node) => nodeHolds(node, value),
      hides: !isRecord(value),
    };
  }

  #inserting(value: YamlValue): Change {
    return {
      onNode: (node) => this.#insert(node, value),
      onValue: (old) => withItem(old, value),
      holds: (node) => node.kind === "seq" && node.items.some((item) => nodeHolds(item, value)),
      hides: false,
    };
  }

  #reach(map: YamlMap, path: readonly string[], change: Change): boolean {
    const [key, ...below] = path;
    if (key === undefined || key === "<<") return false;
    const pair = this.#pairOf(map, key);
    if (pair) return pair.colon >= 0 && !isOverruled(pair, key) && this.#reachValue(pair.value, below, change);
    const value = this.addedPairs.get(map)?.get(key);
    const earlier =
      value === undefined && map.pairs.findLast((old) => keyText(old) === key && old.colon >= 0 && this.removed.has(old));
    if (earlier) return this.#bringBack(earlier, updateIn(undefined, below, change.onValue));
    if (this.#looksTaken(map, key)) return false;
    const merged = value === undefined ? mergedValue(map, key) : undefined;
    if (merged && below.length === 0 && change.holds(merged)) return true;
    if (merged && (below.length > 0 || !change.hides)) return false;
    const added = this.addedPairs.get(map) ?? new Map<string, YamlValue>();
    this.addedPairs.set(map, added.set(key, updateIn(value, below, change.onValue)));
    return true;
  }

  #reachValue(node: YamlNode, below: readonly string[], change: Change): boolean {
    if (below.length === 0) return change.onNode(node);
    if (this.replaced.has(node)) this.replaced.set(node, updateIn(this.replaced.get(node), below, change.onValue));
    else if (node.kind === "map") return this.#reach(node, below, change);
    else return standsForNull(node) && this.#replace(node, updateIn(undefined, below, change.onValue));
    return true;
  }

  /** `set` at the end of its path. */
  #assign(node: YamlNode, value: YamlValue): boolean {
    const replaced = this.replaced.get(node);
    if (isRecord(value)) {
      if (replaced !== undefined) return this.#replace(node, mergeValues(replaced, value));
      if (node.kind === "map")
        return Object.entries(value).every(([key, inner]) => this.#reach(node, [key], this.#setting(inner)));
      if (node.kind === "alias") return nodeHolds(node, value);
    }
    if (isList(value) && value.length > 0 && node.kind === "seq") return this.#assignItems(node, value);
    return this.#replace(node, value);
  }

  /** What is alike stays, so that comments and quotes do; items that both have a place for are replaced one by one. */
  #assignItems(seq: YamlSeq, values: readonly YamlValue[]): boolean {
    this.#forget(seq);
    const { changed, surplus, added } = alignItems(seq.items, values);
    for (const item of surplus) this.removed.add(item);
    if (added.length > 0) this.addedItems.set(seq, [...added]);
    return changed.every(([item, value]) => this.#replace(item, value));
  }

  #insert(node: YamlNode, value: YamlValue): boolean {
    if (this.replaced.has(node)) this.replaced.set(node, withItem(this.replaced.get(node), value));
    else if (standsForNull(node)) return this.#replace(node, [value]);
    else if (node.kind !== "seq") return false;
    else if (!node.items.some((item) => this.#itemHolds(item, value))) {
      const added = withItem(this.addedItems.get(node), value);
      this.addedItems.set(node, [...added]);
    }
    return true;
  }

  #itemHolds(item: YamlNode, value: YamlValue): boolean {
    if (this.removed.has(item)) return false;
    const replaced = this.replaced.get(item);
    return replaced === undefined ? nodeHolds(item, value) : sameValue(replaced, value);
  }

  #replace(node: YamlNode, value: YamlValue): boolean {
    this.#forget(node);
    if (nodeHolds(node, value)) return true;
    this.replaced.set(node, value);
    return fitsTag(node, value);
  }

  #bringBack(pair: YamlPair, value: YamlValue): boolean {
    this.removed.delete(pair);
    return this.#replace(pair.value, value);
  }

  #remove(target: Entry): boolean {
    if (!isPair(target)) {
      if (!target.parent) return false;
      if (isPair(target.parent)) return this.#remove(target.parent);
      this.#forget(target);
      this.removed.add(target);
      return true;
    }
    this.#forget(target.value);
    this.renamed.delete(target);
    this.removed.add(target);
    const key = keyText(target);
    return key === undefined || isMerge(target) || mergedValue(target.parent, key) === undefined;
  }

  #rename(pair: YamlPair, key: string): boolean {
    const old = this.#nameOf(pair);
    if (old === undefined || old === key) return old === key;
    if (pair.key.kind !== "scalar" || old === "<<" || key === "<<" || pair.colon < 0) return false;
    if (this.#pairOf(pair.parent, key) || this.addedPairs.get(pair.parent)?.has(key) || this.#looksTaken(pair.parent, key))
      return false;
    if (mergedValue(pair.parent, old) || mergedValue(pair.parent, key)) return false;
    if (keyText(pair) === key) this.renamed.delete(pair);
    else this.renamed.set(pair, key);
    return true;
  }

  #appendDocument(after: YamlDocument, value: YamlValue): boolean {
    if (after !== this.#document) return false;
    if (!this.documents.some((known) => sameValue(known, value))) this.documents.push(value);
    return true;
  }

  #nameOf(pair: YamlPair): string | undefined {
    return this.renamed.get(pair) ?? keyText(pair);
  }

  /** The pair with this key as the plan has it by now. Of several the last counts, as it does for readers of JSON. */
  #pairOf(map: YamlMap, key: string): YamlPair | undefined {
    return map.pairs.findLast((pair) => this.#nameOf(pair) === key && !this.removed.has(pair));
  }

  /** Whether a key that reads otherwise is written so: `on:` is `true`, and `"on":` beside it would confuse. */
  #looksTaken(map: YamlMap, key: string): boolean {
    return map.pairs.some(
      (pair) => pair.key.kind === "scalar" && pair.key.value === key && !this.removed.has(pair) && !this.renamed.has(pair),
    );
  }

  #isEmptied(collection: YamlMap | YamlSeq): boolean {
    if (this.#isGone(collection, true)) return false;
    const entries: readonly Entry[] = collection.kind === "map" ? collection.pairs : collection.items;
    const added = collection.kind === "map" ? this.addedPairs.get(collection) : this.addedItems.get(collection);
    return added === undefined && entries.every((entry) => this.removed.has(entry));
  }

  /** Whether an earlier edit took out or replaced what the entry lies in, or (`itself`) the entry. */
  #isGone(entry: Entry, itself: boolean): boolean {
    for (let at: Entry | undefined = entry; at; at = at.parent) {
      if (this.removed.has(at)) return true;
      if (!isPair(at) && (itself || at !== entry) && this.replaced.has(at)) return true;
    }
    return false;
  }

  /** Drops what was planned for the node and for all that lies in it. */
  #forget(node: YamlNode): void {
    forgetInside(this.removed, node);
    forgetInside(this.renamed, node);
    forgetInside(this.replaced, node);
    forgetInside(this.addedPairs, node);
    forgetInside(this.addedItems, node);
  }
}

function forgetInside<E extends Entry>(plan: { keys(): Iterable<E>; delete(entry: E): boolean }, node: YamlNode): void {
  for (const entry of plan.keys()) if (isInside(entry, node)) plan.delete(entry);
}

/** Whether a merge key further down brings another value for the pair's key. */
function isOverruled(pair: YamlPair, key: string): boolean {
  const effective = getPair(pair.parent, key);
  return effective !== undefined && effective.parent !== pair.parent;
}

function isItem(entry: Entry): boolean {
  return entry.parent !== undefined && !isPair(entry) && !isPair(entry.parent);
}

function withItem(list: YamlValue | undefined, value: YamlValue): readonly YamlValue[] {
  if (list === undefined || !isList(list)) return [value];
  return list.some((item) => sameValue(item, value)) ? list : [...list, value];
}
