// What has changed around a template since it was rendered, for rendering a branch of it that was not taken.

import type { Since } from "../template/skipped.ts";
import { Bytes, Dict, List } from "../template/value.ts";
import type { Traced, Value } from "../template/value.ts";
import type { ChartRender, TemplateRender } from "./render.ts";

/**
 * For `renderSkipped` of a branch of a template: a render that was taken over holds values and templates from before an edit,
 * of which only what it read is sure to be the same. Undefined where nothing else is known.
 */
export function sinceRendered({ basis }: ChartRender, { template, dot, isPristine }: TemplateRender): Since | undefined {
  const top = basis?.rendered.world.scopes.get(template.scope)?.top;
  if (!basis || !top || !isPristine) return undefined;
  const containers = new Map<Value, Value>();
  pair(dot, top, containers);
  return { templates: basis.rendered.set, containers };
}

/** What stands in the same place is the same thing, before and now. */
function pair(before: Traced, now: Traced, found: Map<Value, Value>): void {
  const [a, b] = [before.value, now.value];
  if (a === b || a instanceof Bytes || found.has(a)) return;
  if (a instanceof Dict && b instanceof Dict) {
    found.set(a, b);
    for (const [key, item] of a.entries) {
      const other = b.entries.get(key);
      if (other) pair(item, other, found);
    }
  } else if (a instanceof List && b instanceof List) {
    found.set(a, b);
    for (const [i, item] of a.items.entries()) if (b.items[i]) pair(item, b.items[i], found);
  }
}
