// Reads ignore files in git's format and judges paths by them.

import { ignoreGlob, type Glob } from "./glob.ts";
import { basename } from "./path.ts";

/** The patterns of one ignore file. Paths are relative to its folder, with `/`, without `./` and without a slash at the end. */
export interface Ignore {
  /** What the last pattern that names this very path says: true to ignore it, false to keep it, undefined where none does. */
  judge(path: string, isFolder: boolean): boolean | undefined;
}

/** The format of gitignore(5): comments, `!`, a slash at the end for folders only, any other slash binds to the file's folder. */
export function parseIgnore(text: string): Ignore {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const patterns = lines.map(parseLine).filter((pattern) => pattern !== undefined);
  patterns.reverse();
  return {
    judge: (path, isFolder) => {
      const name = basename(path);
      const found = patterns.find(
        ({ foldersOnly, nameOnly, glob }) => (isFolder || !foldersOnly) && glob.matches(nameOnly ? name : path),
      );
      return found && !found.negated;
    },
  };
}

/**
 * Whether a path is ignored, itself or by a folder above it: what lies in an ignored folder cannot be taken back.
 * A walk that does not enter ignored folders needs only `judge`.
 */
export function isIgnored(ignore: Ignore, path: string, isFolder = false): boolean {
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    if (ignore.judge(path.slice(0, slash), true)) return true;
  }
  return ignore.judge(path, isFolder) ?? false;
}

interface Pattern {
  readonly glob: Glob;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Compared with the last segment only. */
  readonly nameOnly: boolean;
}

function parseLine(line: string): Pattern | undefined {
  if (line.startsWith("#")) return undefined;
  let text = trimEnd(line);
  const negated = text.startsWith("!");
  if (negated) text = text.slice(1);
  const foldersOnly = text.endsWith("/");
  if (foldersOnly) text = text.slice(0, -1);
  if (text === "") return undefined;
  const nameOnly = !text.includes("/");
  return { glob: ignoreGlob(text.startsWith("/") ? text.slice(1) : text), negated, foldersOnly, nameOnly };
}

/** Spaces at the end do not count unless a backslash stands before them. */
function trimEnd(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === " " && line[end - 2] !== "\\") end--;
  return line.slice(0, end);
}
