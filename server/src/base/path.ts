// Paths as every room writes them: absolute, with `/`, whatever lies behind them (a disk, a virtual workspace).

/** The folder that holds `path`; of a top-level path, "/" or what stands before its first slash. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** `relative` resolved against `folder`: `.` and `..` are worked out, an absolute path stands for itself. */
export function join(folder: string, relative: string): string {
  if (relative.startsWith("/")) return normalize(relative);
  return normalize(`${folder}/${relative}`);
}

/** Whether `path` is `folder` itself or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** `path` below `folder`, without a leading slash; the path itself where it lies elsewhere. */
export function relativeTo(folder: string, path: string): string {
  if (path === folder) return ".";
  return isWithin(folder, path) ? path.slice(folder.endsWith("/") ? folder.length : folder.length + 1) : path;
}

/** `folder` and the folders above it, nearest first, up to `top` (inclusive) or the root. */
export function* ancestors(folder: string, top = "/"): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (at === top || at === dirname(at) || !at.includes("/")) return;
  }
}

function normalize(path: string): string {
  const scheme = /^[\w+.-]+:\/\/[^/]*/.exec(path)?.[0] ?? "";
  const out: string[] = [];
  for (const step of path.slice(scheme.length).split("/")) {
    if (step === "..") out.pop();
    else if (step !== "" && step !== ".") out.push(step);
  }
  return `${scheme}/${out.join("/")}`;
}
