// What is asked of a chart, and what comes of it: plain data, since it crosses threads.

import type { CheckOptions } from "./check-options.ts";
import type { FixedText } from "./fix.ts";
import type { Given } from "./given-values.ts";
import type { Problem, ReportedFinding } from "./outcome.ts";

/** What holds for all charts of a check. */
export interface ChartSetup {
  readonly options: CheckOptions;
  readonly given: Given | undefined;
  /** What came over standard input in the place of a file. */
  readonly piped: { readonly path: string; readonly text: string } | undefined;
}

export interface ChartTask {
  /** Absolute; of an archive, its path and `!`. */
  readonly folder: string;
  /** The folder that files are named from, and that links may not lead out of. */
  readonly root: string;
  /** Report only what stands in these files, or below these folders. */
  readonly within: readonly string[] | undefined;
  /** Somebody asked for this chart; else it was found. */
  readonly isNamed: boolean;
  /** The charts that lie around it: a dependency without a copy may be one of them. */
  readonly neighbours: readonly Neighbour[];
}

export interface Neighbour {
  readonly folder: string;
  /** What its Chart.yaml says. */
  readonly name: string;
}

export interface ChartOutcome {
  /** In the order of the report, the suppressed ones marked. */
  readonly findings: readonly ReportedFinding[];
  readonly problems: readonly Problem[];
  readonly files: number;
  readonly documents: number;
  readonly resources: number;
  /** Findings with fixes that nobody has proven. */
  readonly unproven: number;
}

export interface ChartResult {
  /** The chart as it lies there. */
  readonly before: ChartOutcome;
  /** What fixing it changes; where that is anything, and is to be written, `after` is what remains. */
  readonly fixed: readonly FixedText[];
  readonly after: ChartOutcome | undefined;
  /** The names of all its values sets, whichever were asked for. */
  readonly profiles: readonly string[];
  /** Where the time went: names and milliseconds. */
  readonly times: readonly (readonly [string, number])[];
}
