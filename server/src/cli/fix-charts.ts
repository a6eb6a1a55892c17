// Puts the fixes of several charts together, and writes them.

import type { Disk } from "../host/disk.ts";
import type { ChartOutcome, ChartResult } from "./chart-task.ts";
import { writeTogether, type FixedText } from "./fix.ts";
import type { Problem } from "./outcome.ts";
import { shown } from "./path.ts";

/** The results whose fixes can be made; each of the others shares a values file with one before it, and waits for another run. */
export function separable(
  results: readonly ChartResult[],
  folder: string,
): { readonly made: ReadonlySet<ChartResult>; readonly problems: readonly Problem[] } {
  const taken = new Set<string>();
  const made = new Set<ChartResult>();
  const problems: Problem[] = [];
  for (const result of results) {
    const shared = result.fixed.find(({ path }) => taken.has(path));
    if (shared)
      problems.push({
        file: shown(folder, shared.path),
        severity: "warning",
        message: "Several charts have fixes for this file: run again for those of the next one",
      });
    else if (result.fixed.length > 0) made.add(result);
    if (!shared) for (const { path } of result.fixed) taken.add(path);
  }
  return { made, problems };
}

/** What is on the disk afterwards. */
export function writeCharts(
  disk: Disk,
  folder: string,
  results: readonly ChartResult[],
): { readonly outcomes: readonly ChartOutcome[]; readonly written: readonly FixedText[]; readonly problems: readonly Problem[] } {
  const { made, problems } = separable(results, folder);
  const failed: Problem[] = [];
  const written: FixedText[] = [];
  const outcomes = results.map((result) => {
    if (!made.has(result)) return result.before;
    const refused = writeTogether(disk, folder, result.fixed);
    failed.push(...refused);
    if (refused.length > 0) return result.before;
    written.push(...result.fixed);
    return result.after ?? result.before;
  });
  return { outcomes, written, problems: [...problems, ...failed] };
}
