// Writes paths as a person in the current folder would.

import { isWithin, relativeTo } from "../base/path.ts";
import { toNative } from "../host/native-path.ts";

/** Where standard input lies that no file name was given for: in a folder of its own, so that it has no neighbours. */
export function stdinFolder(folder: string): string {
  return `${folder === "/" ? "" : folder}/<stdin>`;
}

/** Relative to the current folder, with `/`; absolute if outside. */
export function shown(folder: string, path: string): string {
  if (isWithin(stdinFolder(folder), path)) return "<stdin>";
  return isWithin(folder, path) ? relativeTo(folder, path) : toNative(path);
}
