// Reads the values of a policy file's tree as YAML 1.2 does: `off` is a word, `1.30` stays as it is written.

import { memo } from "../base/memo.ts";
import type { Span } from "../base/span.ts";
import { asMap, asSeq, resolve } from "../yaml/access.ts";
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from "../yaml/tree.ts";

/** Items of a list, and free keys of a map, that are looked at: aliases could make far more of them than there is text. */
export const PART_LIMIT = 500;

/** Nothing is written there, or a null. */
export function isNothing(node: YamlNode | undefined): boolean {
  const value = resolve(node);
  return !value || (isPlain(value) && /^(?:|~|null|Null|NULL)$/.test(value.value));
}

/** What a scalar says, as it is written; undefined where it is nothing or no scalar. */
export function textOf(node: YamlNode | undefined): string | undefined {
  const value = resolve(node);
  return value?.kind === "scalar" && !isNothing(value) ? value.value : undefined;
}

/** For the booleans of the core schema, without quotes. */
export function booleanOf(node: YamlNode | undefined): boolean | undefined {
  const value = resolve(node);
  if (!value || !isPlain(value)) return undefined;
  if (/^(?:true|True|TRUE)$/.test(value.value)) return true;
  return /^(?:false|False|FALSE)$/.test(value.value) ? false : undefined;
}

/** For the integers of the core schema. */
export function integerOf(node: YamlNode | undefined): number | undefined {
  const value = resolve(node);
  if (!value || !isPlain(value) || !/^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/.test(value.value)) return undefined;
  return Number(value.value);
}

export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return asSeq(node)?.items.slice(0, PART_LIMIT) ?? [];
}

/** The texts of a list of scalars; other items are left out. */
export function textsOf(node: YamlNode | undefined): readonly string[] {
  return itemsOf(node)
    .map(textOf)
    .filter((text) => text !== undefined);
}

/** Of a repeated key the last value. */
export function valueOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entriesOf(node).get(key)?.value;
}

/** Each key once, with its last pair. */
export function entriesOf(node: YamlNode | undefined): ReadonlyMap<string, YamlPair> {
  const map = asMap(node);
  return map ? entriesOfMap(map) : new Map();
}

const entriesOfMap = memo((map: YamlMap) => {
  const entries = new Map<string, YamlPair>();
  for (const pair of map.pairs) {
    const key = textOf(pair.key);
    if (key !== undefined) entries.set(key, pair);
  }
  return entries;
});

/** The part of a span that lies on its first line. */
export function firstLine(text: string, { start, end }: Span): Span {
  const stop = text.slice(start, end).search(/[\r\n]/);
  return { start, end: stop < 0 ? end : start + stop };
}

function isPlain(node: YamlNode): node is YamlScalar {
  return node.kind === "scalar" && node.style === "plain" && node.tag === undefined;
}
