// Finds items of a list that its schema wants apart and that are the same.

import { get, isNull, resolve } from "../yaml/access.ts";
import { scalarType, scalarValue } from "../yaml/scalar.ts";
import type { YamlNode, YamlSeq } from "../yaml/tree.ts";
import type { Schema } from "./schema.ts";
import type { Fault } from "./validate-problem.ts";
import { jsonText } from "./validate-json.ts";

/** Up to this many items are compared with one another; more of them by a table. */
const FEW = 8;

export function judgeDistinct(list: YamlSeq, schema: Schema, add: (node: YamlNode, fault: Fault) => void): void {
  const { listKeys, isSet } = schema;
  if (list.items.length < 2 || (!listKeys && !isSet)) return;
  if (listKeys && list.items.length <= FEW && !mayRepeat(list, listKeys[0]!)) return;
  const seen = new Set<string>();
  for (const item of list.items) {
    const target = resolve(item);
    const identity = target && (listKeys ? keysOf(target, listKeys, schema.items) : identityOf(target));
    if (target === undefined || identity === undefined) continue;
    if (!seen.has(identity)) seen.add(identity);
    else if (listKeys) add(get(target, listKeys[0]!) ?? target, { code: "duplicate", message: sameKeys(target, listKeys) });
    else add(target, { code: "duplicate", message: "This item stands in the list already" });
  }
}

/** The one key of Kubernetes' own lists that has a default. */
const implied: ReadonlyMap<string, string> = new Map([["protocol", "TCP"]]);

/** Without making anything: whether two of few items agree in the text of the first key. */
function mayRepeat({ items }: YamlSeq, key: string): boolean {
  for (let i = 1; i < items.length; i++) {
    const text = textAt(items[i], key);
    for (let j = 0; j < i; j++) if (textAt(items[j], key) === text) return true;
  }
  return false;
}

function textAt(item: YamlNode | undefined, key: string): string | undefined {
  const value = resolve(get(item, key));
  return value?.kind === "scalar" ? value.value : undefined;
}

/** Undefined where no key is written: such an item lacks something else. */
function keysOf(item: YamlNode, keys: readonly string[], schema: Schema | undefined): string | undefined {
  if (item.kind !== "map") return undefined;
  let isIdentified = false;
  const parts = keys.map((key) => {
    const value = resolve(get(item, key));
    const written = value && !isNull(value) ? jsonText(value) : undefined;
    isIdentified ||= written !== undefined;
    return written ?? JSON.stringify(schema?.fields?.get(key)?.schema.default ?? implied.get(key) ?? null);
  });
  return isIdentified ? parts.join("\n") : undefined;
}

function sameKeys(item: YamlNode, keys: readonly string[]): string {
  const shown = keys.flatMap((key) => {
    const value = resolve(get(item, key));
    return value?.kind === "scalar" && !isNull(value) ? [`\`${key}: ${value.value}\``] : [];
  });
  return `Another item has ${shown.join(" and ")} already`;
}

function identityOf(item: YamlNode): string | undefined {
  if (item.kind !== "scalar") return jsonText(item);
  return scalarType(item) === "null" ? undefined : JSON.stringify(scalarValue(item));
}
