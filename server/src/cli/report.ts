// Writes the reports of a check to where they were asked for.

import { fromNative } from "../host/native-path.ts";
import { isRefused } from "../host/disk.ts";
import type { CheckOptions, Format } from "./check-options.ts";
import type { Outcome } from "./outcome.ts";
import { writeJson } from "./report-json.ts";
import { writeFindings, writeSummary, type TextOptions } from "./report-text.ts";
import { plain, styleFor } from "./style.ts";
import type { Output, World } from "./world.ts";

/** `output` takes what is meant for a person or the next program. Returns a sentence for each file that could not be written. */
export function writeReports(outcome: Outcome, check: CheckOptions, world: World, output: Output): readonly string[] {
  const { version, folder, disk } = world;
  const files = check.outputs.map(({ format = check.format, file }) => {
    const refused = disk.write(
      fromNative(folder, file),
      write(format, outcome, { style: plain, columns: undefined, check }, version),
      true,
    );
    return isRefused(refused) ? `\`--output ${file}\`: ${refused.problem}` : undefined;
  });
  const options = { style: styleFor(output, world.env), columns: output.columns, check };
  const isElsewhere = check.outputs.some(({ format }) => format === undefined);
  if (!isElsewhere) output.write(write(check.format, outcome, options, version));
  else if (!check.quiet) output.write(writeSummary(outcome, options));
  return files.filter((problem) => problem !== undefined);
}

function write(format: Format, outcome: Outcome, options: TextOptions, version: string): string {
  if (format === "json") return writeJson(outcome, version);
  const findings = writeFindings(outcome, options);
  if (options.check.quiet) return findings;
  return `${findings}${findings === "" ? "" : "\n"}${writeSummary(outcome, options)}`;
}
