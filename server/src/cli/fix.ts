// Fixes files and writes them back, or says what that would change.

import { isRefused, type Disk } from "../host/disk.ts";
import { fixFile } from "../lint/fix.ts";
import { reportFile } from "../lint/report.ts";
import type { Rule, Safety } from "../lint/rule.ts";
import { apply, type Snapshot } from "../workspace/snapshot.ts";
import { unifiedDiff } from "./diff.ts";
import type { Inputs } from "./load.ts";
import type { Problem } from "./outcome.ts";
import { shown } from "./path.ts";

export interface FixedText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly applied: number;
}

/** Fixes the files at `paths` in memory. */
export function fixAll(
  snapshot: Snapshot,
  paths: readonly string[],
  rules: readonly Rule[],
  safeties: ReadonlySet<Safety>,
): { snapshot: Snapshot; fixed: readonly FixedText[] } {
  const fixed: FixedText[] = [];
  let state = snapshot;
  for (const path of paths) {
    const before = state.files.get(path)?.text ?? "";
    const isFixable = reportFile(state, path, rules).findings.some(({ finding }) =>
      finding.fixes.some(({ safety }) => safeties.has(safety)),
    );
    if (!isFixable) continue;
    const result = fixFile(state, path, rules, { safeties });
    if (result.text === before) continue;
    fixed.push({ path, before, after: result.text, applied: result.applied });
    state = result.snapshot;
  }
  return { snapshot: state, fixed };
}

/** Writes each file that is still as it was read; the snapshot is what lies on the disk afterwards. */
export function writeAll(
  disk: Disk,
  folder: string,
  snapshot: Snapshot,
  fixed: readonly FixedText[],
  { encodings }: Inputs,
): { snapshot: Snapshot; written: readonly FixedText[]; problems: readonly Problem[] } {
  const written: FixedText[] = [];
  const problems: Problem[] = [];
  const kept = new Map<string, string>();
  for (const one of fixed) {
    const message = write(disk, one, encodings.get(one.path) ?? "utf-8");
    if (message === undefined) written.push(one);
    else {
      problems.push({ file: shown(folder, one.path), severity: "error", message });
      kept.set(one.path, one.before);
    }
  }
  return { snapshot: kept.size > 0 ? apply(snapshot, { files: kept }).snapshot : snapshot, written, problems };
}

/** Writes the files of one chart if all of them are still as they were read, since their changes belong together. */
export function writeTogether(disk: Disk, folder: string, fixed: readonly FixedText[]): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (path: string, message: string) => problems.push({ file: shown(folder, path), severity: "error", message });
  const marks = new Map<string, string>();
  for (const { path, before } of fixed) {
    const now = disk.read(path);
    const mark = now && !isRefused(now) && now.text.startsWith(MARK) && !before.startsWith(MARK) ? MARK : "";
    marks.set(path, mark);
    if (now === undefined || isRefused(now) || now.text !== mark + before) say(path, CHANGED);
    else if (now.invalidAt !== undefined || now.encoding !== "utf-8") say(path, "Fixes are written to files in UTF-8 only");
  }
  if (problems.length > 0) return problems;
  for (const { path, after } of fixed) {
    const refused = disk.replace(path, (marks.get(path) ?? "") + after, "utf-8");
    if (!isRefused(refused)) continue;
    say(path, `Fixes were not written: ${refused.problem}`);
    break;
  }
  return problems;
}

/** A byte order mark, which charts are read without. */
const MARK = "\ufeff";
const CHANGED = "File changed while it was checked, so its fixes were not written";

export function patchOf(folder: string, fixed: readonly FixedText[]): string {
  return fixed.map(({ path, before, after }) => unifiedDiff(shown(folder, path), before, after)).join("");
}

function write(disk: Disk, { path, before, after }: FixedText, encoding: "utf-8" | "utf-16le" | "utf-16be"): string | undefined {
  const now = disk.read(path);
  if (now === undefined || isRefused(now) || now.text !== before) return CHANGED;
  const refused = disk.replace(path, after, encoding);
  return isRefused(refused) ? `Fixes were not written: ${refused.problem}` : undefined;
}
