// Reads all files of a chart's folder: texts, and archives as bytes.

import { asText } from "../base/as-text.ts";
import { isWithin } from "../base/path.ts";
import { isRefused, type Disk } from "./disk.ts";

/** No chart may be larger, as in Helm. */
const LARGEST = 100 * 1024 * 1024;
const MOST_FILES = 20_000;
const MOST_FOLDERS = 5_000;

export interface ChartFolder {
  /** By absolute path. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** What could not be read. */
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
}

/** By absolute path. What cannot be read is left out. */
export function readChartFolder(disk: Disk, folder: string): ReadonlyMap<string, string | Uint8Array> {
  return readChart(disk, folder, folder).files;
}

/** Links that lead out of `within`, or in a circle, are not followed. */
export function readChart(disk: Disk, folder: string, within: string): ChartFolder {
  const reader = new Reader(disk, disk.realPath(within) ?? within);
  reader.read({ path: folder, real: disk.realPath(folder) ?? folder, above: [] });
  return reader;
}

interface Folder {
  readonly path: string;
  /** The same without links. */
  readonly real: string;
  /** The real folders on the way: a link into one of them would lead back. */
  readonly above: readonly string[];
}

class Reader implements ChartFolder {
  readonly files = new Map<string, string | Uint8Array>();
  readonly problems: { readonly path: string; readonly problem: string }[] = [];
  #left = LARGEST;
  #folders = 0;

  constructor(
    readonly disk: Disk,
    readonly top: string,
  ) {}

  read(start: Folder): void {
    const folders = [start];
    for (let folder = folders.pop(); folder; folder = folders.pop()) {
      if (++this.#folders > MOST_FOLDERS) return this.#problem(start.path, "The chart has too many folders to read them all");
      const entries = this.disk.list(folder.path);
      if (isRefused(entries)) {
        this.#problem(folder.path, entries.problem);
        continue;
      }
      for (const { name, kind } of entries) {
        if (name === ".git" || name === "node_modules") continue;
        const path = `${folder.path}/${name}`;
        const entry = kind === "link" ? this.#behind(path, folder) : { kind, real: `${folder.real}/${name}` };
        if (entry?.kind === "folder") folders.push({ path, real: entry.real, above: [...folder.above, folder.real] });
        else if (entry?.kind === "file" && !this.#take(path)) return;
      }
    }
  }

  #behind(path: string, { real: from, above }: Folder): { readonly kind: string | undefined; readonly real: string } | undefined {
    const real = this.disk.realPath(path);
    if (real === undefined || !isWithin(this.top, real) || [from, ...above].some((one) => isWithin(real, one))) return undefined;
    return { kind: this.disk.kindOf(path), real };
  }

  /** Whether there is room for more. */
  #take(path: string): boolean {
    const bytes = this.disk.readBytes(path);
    if (!bytes || isRefused(bytes)) {
      this.#problem(path, bytes?.problem ?? "No such file");
      return true;
    }
    this.#left -= bytes.length;
    if (this.#left < 0 || this.files.size >= MOST_FILES) {
      this.#problem(path, `The chart is larger than ${LARGEST / 1024 / 1024} MB or ${MOST_FILES} files, so the rest is not read`);
      return false;
    }
    this.files.set(path, asText(bytes));
    return true;
  }

  #problem(path: string, problem: string): void {
    this.problems.push({ path, problem });
  }
}
