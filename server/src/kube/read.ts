// Reads fields of a YAML tree as the Kubernetes API does: null is absent, a wrong shape is absent, aliases are seen through.

import { asMap, asScalar, boolOf, entries, get, isNull, items, numberOf, resolve, textOf } from "../yaml/access.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../yaml/tree.ts";

/** A string of a list, with the node it is written at. */
export interface Text {
  readonly node: YamlScalar;
  readonly text: string;
}

/** The value of a key; undefined where it is missing or null. An alias gives the node it stands for. */
export function field(node: YamlNode | undefined, key: string): YamlNode | undefined {
  const value = node && resolve(get(node, key));
  return value?.kind === "scalar" && isNull(value) ? undefined : value;
}

export function fieldAt(node: YamlNode | undefined, path: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const key of path) {
    if (!at) return undefined;
    at = field(at, key);
  }
  return at;
}

export function mapField(node: YamlNode | undefined, key: string): YamlMap | undefined {
  return asMap(field(node, key));
}

/** The text of a string; a number or a boolean is none. */
export function textField(node: YamlNode | undefined, key: string): string | undefined {
  return textOf(field(node, key));
}

export function boolField(node: YamlNode | undefined, key: string): boolean | undefined {
  return boolOf(field(node, key));
}

export function intField(node: YamlNode | undefined, key: string): number | undefined {
  return intOf(field(node, key));
}

/** The text of a string, or the number: what the API calls an IntOrString. */
export function intOrTextField(node: YamlNode | undefined, key: string): number | string | undefined {
  const value = field(node, key);
  return intOf(value) ?? textOf(value);
}

/** What is written in a scalar of any type; undefined for null. */
export function scalarText(node: YamlNode | undefined): string | undefined {
  const scalar = asScalar(node);
  return scalar && !isNull(scalar) ? scalar.value : undefined;
}

export function intOf(node: YamlNode | undefined): number | undefined {
  const value = numberOf(node);
  return value !== undefined && Number.isInteger(value) ? value : undefined;
}

/** The maps of a list; other items are left out. */
export function mapItems(node: YamlNode | undefined, key: string): readonly YamlMap[] {
  return listField(node, key).filter((item) => item.kind === "map");
}

/** The strings of a list; other items are left out. */
export function textItems(owner: YamlNode | undefined, key: string): readonly Text[] {
  const found: Text[] = [];
  for (const node of listField(owner, key)) {
    const text = textOf(node);
    if (node.kind === "scalar" && text !== undefined) found.push({ node, text });
  }
  return found;
}

/** Labels, annotations, data: every scalar value counts by its text, null as the empty one. */
export function textMap(map: YamlMap | undefined): ReadonlyMap<string, string> {
  if (!map) return noTexts;
  const texts = new Map<string, string>();
  for (const { key, pair } of entries(map)) {
    const scalar = asScalar(pair.value);
    if (scalar) texts.set(key, isNull(scalar) ? "" : scalar.value);
  }
  return texts;
}

const noTexts: ReadonlyMap<string, string> = new Map();

function listField(node: YamlNode | undefined, key: string): readonly YamlNode[] {
  return items(field(node, key)) ?? [];
}
