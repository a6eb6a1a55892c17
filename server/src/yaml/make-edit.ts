// The edits that rules write most, in a word.

import { getPair } from "./access.ts";
import type { YamlEdit, YamlValue } from "./edit.ts";
import type { YamlDocument, YamlMap, YamlNode } from "./tree.ts";

export function set(at: YamlMap, path: readonly [string, ...string[]], value: YamlValue): YamlEdit {
  return { op: "set", at, path, value };
}

/** Nothing where the key is not there. */
export function removeKey(map: YamlMap | undefined, key: string): readonly YamlEdit[] {
  const target = getPair(map, key);
  return target ? [{ op: "remove", target }] : [];
}

export function removeItem(target: YamlNode): YamlEdit {
  return { op: "remove", target };
}

export function insertItem(at: YamlMap, path: readonly [string, ...string[]], value: YamlValue): YamlEdit {
  return { op: "insertItem", at, path, value };
}

export function appendDocument(after: YamlDocument, value: YamlValue): YamlEdit {
  return { op: "appendDocument", after, value };
}
