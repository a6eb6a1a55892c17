// Notices that a template changes what other templates see, too.

import { Bytes, Dict, List } from "../template/value.ts";
import type { Traced, Value } from "../template/value.ts";
import type { World } from "./release-objects.ts";

/** Thrown before it happens. */
export class SharedChange extends Error {}

/** Throws a SharedChange where a container is one that the world's templates share, and not one that a template made. */
export function guardOf({ scopes }: World): (container: Dict | List) => void {
  let shared: ReadonlySet<object> | undefined;
  return (container) => {
    shared ??= contentsOf([...scopes.values()].map(({ top }) => top));
    if (shared.has(contentOf(container))) throw new SharedChange();
  };
}

/** One map of entries may have several Dicts: `.Values` has Go's name for its type, the map that it was made from has none. */
function contentOf(container: Dict | List): object {
  return container instanceof Dict ? container.entries : container.items;
}

function contentsOf(roots: readonly Traced[]): ReadonlySet<object> {
  const found = new Set<object>();
  const visit = (value: Value): void => {
    if (typeof value !== "object" || value === null || value instanceof Bytes) return;
    if (value instanceof Dict || value instanceof List) {
      const content = contentOf(value);
      if (found.has(content)) return;
      found.add(content);
      for (const item of value instanceof Dict ? value.entries.values() : value.items) visit(item.value);
    } else if ("struct" in value) for (const field of value.fields.values()) visit(field.value);
  };
  for (const { value } of roots) visit(value);
  return found;
}
