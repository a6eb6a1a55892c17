// Works out what the PATHs of the command line stand for: folders to walk, files to report.

import { nearest } from "../base/nearest.ts";
import { ancestors, basename, dirname, isWithin, join } from "../base/path.ts";
import { isRefused, type Disk } from "../host/disk.ts";
import { fromNative } from "../host/native-path.ts";
import { policyNames } from "../workspace/policies.ts";
import { commands } from "./options.ts";
import type { Problem } from "./outcome.ts";
import { shown, stdinFolder } from "./path.ts";
import { chartOfTemplates } from "./plan-charts.ts";
import { isArchiveName } from "./read-chart.ts";

export interface Root {
  readonly path: string;
  /** Every file in it is reported, not only those that were named. */
  readonly whole: boolean;
  /** How far it is read: nothing says that the files below a folder without policy and `.git` belong together. */
  readonly depth: "all" | "folder" | "none";
}

export interface Targets {
  readonly roots: readonly Root[];
  readonly named: ReadonlySet<string>;
  /** Charts that are packed. */
  readonly archives: readonly string[];
  /** Chart → the folders of templates in it that were named. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
  /** What standard input stands for, where it is read. */
  readonly stdin: string | undefined;
  readonly problems: readonly Problem[];
}

/** `paths` as typed in `folder`. A named file's root is the folder of the nearest policy file or `.git`, else its own folder. */
export function resolveTargets(disk: Disk, folder: string, paths: readonly string[], stdinFilename?: string): Targets {
  const roots = new Map<string, Root>();
  const named = new Set<string>();
  const archives = new Set<string>();
  const parts = new Map<string, readonly string[]>();
  const problems: Problem[] = [];
  const piped = `${stdinFolder(folder)}/stdin.yaml`;
  let stdin: string | undefined;
  for (const typed of paths) {
    if (typed === "-") {
      stdin = stdinFilename === undefined ? piped : fromNative(folder, stdinFilename);
      named.add(stdin);
      continue;
    }
    const path = fromNative(folder, typed);
    const kind = disk.kindOf(path);
    const chart = kind === "folder" ? chartOfTemplates(path, (file) => disk.kindOf(file) === "file") : undefined;
    if (chart !== undefined) parts.set(chart, [...(parts.get(chart) ?? []), path]);
    else if (kind === "folder") roots.set(path, { path, whole: true, depth: "all" });
    else if (kind === "file" && isArchiveName(path)) archives.add(path);
    else if (kind !== undefined) named.add(path);
    else
      problems.push({
        file: shown(folder, path),
        severity: "error",
        message: `No such file or folder${hint(disk, path, typed)}`,
      });
  }
  for (const path of named) {
    if ([...roots.values()].some((root) => root.whole && isWithin(root.path, path))) continue;
    const root: Root = path === piped ? { path: dirname(path), whole: false, depth: "none" } : rootOfFile(disk, path);
    if (!roots.has(root.path)) roots.set(root.path, root);
  }
  return { roots: [...roots.values()], named, archives: [...archives], parts, stdin, problems };
}

/** Without a policy or repository above, a file of a chart still belongs to it. */
function rootOfFile(disk: Disk, path: string): Root {
  const folders = [...ancestors(dirname(path))];
  const holds = (names: readonly string[]) =>
    folders.find((folder) => names.some((name) => disk.kindOf(join(folder, name)) !== undefined));
  const top = holds([...policyNames, ".git"]) ?? holds(["Chart.yaml"]);
  return top === undefined ? { path: dirname(path), whole: false, depth: "folder" } : { path: top, whole: false, depth: "all" };
}

/** The nearest name beside it; or the command that was meant. */
function hint(disk: Disk, path: string, typed: string): string {
  const entries = disk.list(dirname(path));
  const near = isRefused(entries)
    ? undefined
    : nearest(
        basename(path),
        entries.map(({ name }) => name),
      );
  if (near !== undefined) return ` (did you mean \`${typed.replace(/[^/\\]*[/\\]?$/, near)}\`?)`;
  const command = nearest(
    typed,
    commands.map(({ name }) => name),
  );
  return command === undefined ? "" : ` (did you mean the command \`${command}\`?)`;
}
