// What a fix wants changed in a YAML tree, as plain data addressed by node.

import type { YamlMap, YamlNode, YamlPair, YamlDocument } from "./tree.ts";

/** A value to be written. A `Hole` is a scalar that the user should look at: its text is the proposed default. */
export type YamlValue = string | number | boolean | null | Hole | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** A placeholder scalar, written as its default. */
export class Hole {
  constructor(readonly value: string | number) {}
}

export type YamlEdit =
  /** Puts `value` at `path` below `at`; missing maps on the way are created, what stands there is replaced, a map value is merged key by key into a map that stands there. */
  | { readonly op: "set"; readonly at: YamlMap; readonly path: readonly [string, ...string[]]; readonly value: YamlValue }
  /** Takes a pair, or the item of a sequence, out; a collection that this empties goes with it (never the document's root). */
  | { readonly op: "remove"; readonly target: YamlPair | YamlNode }
  /** Gives a pair another key. */
  | { readonly op: "rename"; readonly target: YamlPair; readonly key: string }
  /** Appends an item to the sequence at `path` below `at`, which is created where it is missing. */
  | { readonly op: "insertItem"; readonly at: YamlMap; readonly path: readonly [string, ...string[]]; readonly value: YamlValue }
  /** Adds a document behind this one in its file. */
  | { readonly op: "appendDocument"; readonly after: YamlDocument; readonly value: YamlValue };
