// Reads all files of a chart, be it a folder or an archive.

import { asText } from "../base/as-text.ts";
import { readTar } from "../helm/tar.ts";
import { readChart, type ChartFolder } from "../host/chart-folder.ts";
import { isRefused, type Disk } from "../host/disk.ts";
import { gunzip } from "./render-files.ts";

/** What one archive may unpack to, in bytes. */
const LARGEST = 110 * 1024 * 1024;
/** Files in an archive are named as if it were a folder of this name. */
const MARK = "!";

export function isArchiveName(path: string): boolean {
  return /\.(?:tgz|tar\.gz)$/i.test(path);
}

/** The folder that stands for an archive. */
export function archiveFolder(path: string): string {
  return `${path}${MARK}`;
}

export function isInArchive(folder: string): boolean {
  return folder.endsWith(MARK) && isArchiveName(folder.slice(0, -MARK.length));
}

/** Links of a folder may not lead out of `within`. */
export function readChartAt(disk: Disk, folder: string, within: string): ChartFolder {
  return isInArchive(folder) ? readArchive(disk, folder.slice(0, -MARK.length)) : readChart(disk, folder, within);
}

function readArchive(disk: Disk, path: string): ChartFolder {
  const refused = (problem: string): ChartFolder => ({ files: new Map(), problems: [{ path, problem }] });
  const bytes = disk.readBytes(path);
  if (!bytes || isRefused(bytes)) return refused(bytes?.problem ?? "No such file");
  try {
    const entries = readTar(gunzip(bytes, LARGEST));
    const files = new Map(entries.map(([name, content]) => [`${archiveFolder(path)}/${name}`, asText(content)]));
    return files.has(`${archiveFolder(path)}/Chart.yaml`) ? { files, problems: [] } : refused("This archive holds no chart");
  } catch (error) {
    // An ArchiveError, or whatever zlib says of bytes that are no gzip.
    return refused(`This is no chart archive: ${error instanceof Error ? error.message : String(error)}`);
  }
}
