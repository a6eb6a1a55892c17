// Says what counts as true, as Go's `if` sees it.

import { Dict, Int, List } from "./value.ts";
import type { Value } from "./value.ts";

/** False are nil, false, zero, and what is empty; a struct is always true. */
export function isTrue(value: Value): boolean {
  if (typeof value !== "object") return Boolean(value) || Number.isNaN(value);
  if (value === null) return false;
  if (value instanceof Int) return value.value !== 0n;
  if (value instanceof Dict) return value.entries.size > 0;
  return value instanceof List ? value.items.length > 0 : true;
}
