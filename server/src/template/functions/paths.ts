// Slash-separated paths: their last part, folder, extension and shortest form.

import { ofStrings } from "./define.ts";
import type { Family } from "./define.ts";

export const paths: Family = {
  base: ofStrings(1, base),
  dir: ofStrings(1, folder),
  clean: ofStrings(1, clean),
  ext: ofStrings(1, extension),
  isAbs: ofStrings(1, isAbsolute),
  // Helm's charts are rendered as on Linux, where the two families are one.
  osBase: ofStrings(1, base),
  osDir: ofStrings(1, folder),
  osClean: ofStrings(1, clean),
  osExt: ofStrings(1, extension),
  osIsAbs: ofStrings(1, isAbsolute),
};

function base(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

function folder(path: string): string {
  return clean(path.slice(0, path.lastIndexOf("/") + 1));
}

function extension(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot);
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/");
}

/** Without `.`, without what `..` takes back, without double slashes. */
function clean(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!rooted) parts.push(part);
  }
  return (rooted ? "/" : "") + parts.join("/") || ".";
}
