// Reads a chart from the disk, as bytes.

import * as fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { FileTree, fileOfBytes } from "../base/file-tree.ts";
import type { TreeFile } from "../base/file-tree.ts";
import type { Gunzip } from "../helm/chart.ts";
import type { Refused } from "../host/disk.ts";

/** Charts with more than this are refused, as by Helm. */
const LARGEST = 100 * 1024 * 1024;

/** A chart's folder (`root` is "" then) or archive. Links are followed wherever they lead, as Helm does. */
export function readChartFiles(native: string): { readonly tree: FileTree; readonly root: string } | Refused {
  try {
    const stat = fs.statSync(native);
    if (!stat.isDirectory())
      return { tree: new FileTree([[path.basename(native), fileOfBytes(fs.readFileSync(native))]]), root: path.basename(native) };
    const files: [string, TreeFile][] = [];
    const refused = walk(native, "", { left: LARGEST }, files);
    return refused ?? { tree: new FileTree(files), root: "" };
  } catch (error) {
    return { problem: reason(error) };
  }
}

/** The text of a file, or why it has none. */
export function readText(native: string): string | Refused {
  try {
    return fs.readFileSync(native, "utf8");
  } catch (error) {
    return { problem: reason(error) };
  }
}

export const gunzip: Gunzip = (bytes, limit) => gunzipSync(bytes, { maxOutputLength: limit });

function walk(folder: string, below: string, budget: { left: number }, files: [string, TreeFile][]): Refused | undefined {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const native = path.join(folder, entry.name);
    const inside = below === "" ? entry.name : `${below}/${entry.name}`;
    const kind = entry.isSymbolicLink() ? fs.statSync(native) : entry;
    if (kind.isDirectory()) {
      if (kind !== entry && leadsBack(folder, native)) return { problem: `Symbolic links lead in a circle at ${native}` };
      const refused = walk(native, inside, budget, files);
      if (refused) return refused;
    } else if (!kind.isFile()) {
      return { problem: `cannot load irregular file ${native} as it has file mode type bits set` };
    } else {
      const bytes = fs.readFileSync(native);
      budget.left -= bytes.length;
      if (budget.left < 0) return { problem: `The chart is larger than ${LARGEST / 1024 / 1024} MB` };
      files.push([inside, fileOfBytes(bytes)]);
    }
  }
  return undefined;
}

/** Whether a link in a folder leads to the folder itself, or to one that it lies in. */
function leadsBack(folder: string, link: string): boolean {
  const target = fs.realpathSync(link);
  return `${fs.realpathSync(folder)}${path.sep}`.startsWith(`${target}${path.sep}`);
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  if (code === "ENOENT") return "No such file or folder";
  return code === "EACCES" ? "Permission denied" : `Not readable (${code})`;
}
