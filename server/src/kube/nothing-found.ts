// How a finding is put where a selector picks none of what is there.

import { closest } from "./selected.ts";
import { relatedTo } from "./clash.ts";
import type { ResourceFacts } from "./facts.ts";
import type { Selector } from "./selector.ts";

/** Where there is nothing to choose from, the rest may be kept elsewhere: a remark. Else what comes closest is shown. */
export function nothingFound(selector: Selector, candidates: readonly ResourceFacts[]) {
  const near = closest(selector, candidates);
  const severity = candidates.length === 0 ? ("info" as const) : undefined;
  return {
    ...(severity && { severity }),
    related: near ? [{ resource: relatedTo(near), message: "This one comes closest" }] : [],
  };
}
