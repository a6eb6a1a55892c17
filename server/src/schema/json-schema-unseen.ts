// Which parts of a value no keyword has looked at yet: what `unevaluatedProperties` and `unevaluatedItems` judge.

import type { SchemaNode } from "./json-schema-node.ts";
import { isArray, isObject } from "./json-schema-value.ts";
import type { JsonValue } from "./json-schema-value.ts";

/** Undefined: nobody asks. */
export interface Unseen {
  properties: Set<string> | undefined;
  items: Set<number> | undefined;
}

/** At the start of a schema. `isAsked`: the schema around it wants to know. */
export function unseenFor(value: JsonValue, node: SchemaNode, isAsked: boolean): Unseen {
  const unseen: Unseen = { properties: undefined, items: undefined };
  if (isObject(value)) {
    if (node.additionalProperties === undefined && (isAsked || node.unevaluatedProperties))
      unseen.properties = new Set(value.keys());
  } else if (value !== null && typeof value === "object" && isArray(value)) {
    const seen = seenItems(node);
    if (seen < value.length && (isAsked || node.unevaluatedItems)) {
      unseen.items = new Set();
      for (let i = seen; i < value.length; i++) unseen.items.add(i);
    }
  }
  return unseen;
}

/** What an inner schema has seen, the outer one has, too. */
export function mergeSeen(outer: Unseen, inner: Unseen): void {
  if (outer.properties) for (const key of outer.properties) if (!inner.properties?.has(key)) outer.properties.delete(key);
  if (outer.items) for (const i of outer.items) if (!inner.items?.has(i)) outer.items.delete(i);
}

export function hasUnseen({ properties, items }: Unseen): boolean {
  return (properties?.size ?? 0) > 0 || (items?.size ?? 0) > 0;
}

/** How many items, from the first, a schema looks at by itself. */
function seenItems({ version, items, additionalItems, restItems, prefixItems }: SchemaNode): number {
  if (version >= 2020) return restItems ? Infinity : (prefixItems?.length ?? 0);
  if (additionalItems !== undefined) return Infinity;
  if (items === undefined) return 0;
  return "length" in items ? items.length : Infinity;
}
