// Translates between the platform's paths and those of every other room (absolute, with `/`).

import path from "node:path";

const windows = path.sep === "\\";

/** The absolute path of what someone typed in the folder `cwd`. A drive stands behind a slash: `/C:/charts`. */
export function fromNative(cwd: string, typed: string): string {
  return withSlashes(path.resolve(toNative(cwd), typed));
}

/** The same for a path that is absolute already. */
export function withSlashes(native: string): string {
  if (!windows) return native;
  const slashed = native.replaceAll("\\", "/");
  return slashed.startsWith("/") ? slashed : `/${slashed}`;
}

export function toNative(absolute: string): string {
  return windows ? absolute.replace(/^\/(?=[A-Za-z]:)/, "") : absolute;
}
