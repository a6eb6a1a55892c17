// Finds the files of a folder that could hold Kubernetes YAML, honouring ignore files.

import { parseIgnore, type Ignore } from "../base/ignore.ts";
import { ancestors, isWithin, relativeTo } from "../base/path.ts";
import { isRefused, type Disk, type Entry } from "./disk.ts";

/** What one folder, or one link, brought. */
export interface Step {
  /** In the order of their names. */
  readonly files: readonly string[];
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
}

export interface WalkOptions {
  /** Only the folder itself, nothing below it. */
  readonly shallow?: boolean;
}

/** Whether a file's name says that it may hold Kubernetes YAML or what belongs to it. */
export function isCandidate(path: string): boolean {
  return /(?:\.(?:ya?ml|json)|\/Kustomization)$/i.test(path);
}

/**
 * One step a folder, so that who walks can pause; the order depends on names alone. `.gitignore` and `.kube-clinicignore` count
 * wherever they stand (those above `root` up to the folder of `.git`), `.helmignore` in charts; a `.kube-clinicignore` wins.
 * Symbolic links are followed last, only within `root`, and only to what was not found without them.
 */
export function* walk(disk: Disk, root: string, options: WalkOptions = {}): Generator<Step, void> {
  const top = disk.realPath(root) ?? root;
  const seen = new Set<string>();
  const links: Folder[] = [];
  yield* walkFolders({ path: root, real: top, ignores: ignoresAbove(disk, root) });
  // Links that are found on the way are appended.
  for (const { path, ignores } of links) {
    const real = disk.realPath(path);
    if (real === undefined || seen.has(real) || !isWithin(top, real) || isSkipped(relativeTo(top, real))) continue;
    const kind = disk.kindOf(path);
    if (kind === "folder" && !options.shallow) yield* walkFolders({ path, real, ignores });
    if (kind !== "file" || !isCandidate(path)) continue;
    seen.add(real);
    yield { files: [path], problems: [] };
  }

  function* walkFolders(from: Folder): Generator<Step, void> {
    const folders = [from];
    for (let folder = folders.pop(); folder; folder = folders.pop()) {
      if (seen.has(folder.real)) continue;
      seen.add(folder.real);
      const entries = disk.list(folder.path);
      if (isRefused(entries)) {
        yield { files: [], problems: [{ path: folder.path, problem: entries.problem }] };
        continue;
      }
      const below = sort(folder, entries, ignoresOf(disk, folder, entries));
      const files = below.files.filter(({ real }) => !seen.has(real));
      for (const { real } of files) seen.add(real);
      for (const link of below.links) links.push(link);
      if (!options.shallow) for (const one of below.folders.reverse()) folders.push(one);
      yield { files: files.map(({ path }) => path), problems: [] };
    }
  }
}

interface Folder {
  readonly path: string;
  /** The same without links. */
  readonly real: string;
  readonly ignores: Ignores;
}

interface Below {
  readonly files: Folder[];
  readonly folders: Folder[];
  readonly links: Folder[];
}

/** The entries of a folder that are not ignored, by what they are. */
function sort(folder: Folder, entries: readonly Entry[], ignores: Ignores): Below {
  const below: Below = { files: [], folders: [], links: [] };
  for (const { name, kind } of entries) {
    const entry = { path: child(folder.path, name), real: child(folder.real, name), ignores };
    if (kind === "other" || isSkipped(name) || isIgnored(ignores, entry.path, kind === "folder")) continue;
    if (kind === "folder") below.folders.push(entry);
    else if (kind === "link") below.links.push(entry);
    else if (isCandidate(entry.path)) below.files.push(entry);
  }
  return below;
}

/** Folders in which nobody keeps manifests of their own. */
function isSkipped(path: string): boolean {
  return path.split("/").some((name) => name === ".git" || name === "node_modules");
}

/** The ignore files of one name that count in a folder, the nearest first. */
type Chain = readonly { readonly folder: string; readonly ignore: Ignore }[];

interface Ignores {
  readonly clinic: Chain;
  readonly git: Chain;
  readonly helm: Chain;
}

function isIgnored({ clinic, git, helm }: Ignores, path: string, isFolder: boolean): boolean {
  return judge(clinic, path, isFolder) ?? (judge(git, path, isFolder) === true || judge(helm, path, isFolder) === true);
}

function judge(chain: Chain, path: string, isFolder: boolean): boolean | undefined {
  for (const { folder, ignore } of chain) {
    const verdict = ignore.judge(relativeTo(folder, path), isFolder);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

function ignoresOf(disk: Disk, { path, ignores }: Folder, entries: readonly Entry[]): Ignores {
  const has = (name: string) => entries.some((entry) => entry.name === name && entry.kind !== "folder");
  const extend = (chain: Chain, name: string) => (has(name) ? [...readIgnore(disk, path, name), ...chain] : chain);
  return {
    clinic: extend(ignores.clinic, ".kube-clinicignore"),
    git: extend(ignores.git, ".gitignore"),
    helm: has("Chart.yaml") ? extend(ignores.helm, ".helmignore") : ignores.helm,
  };
}

/** Of the folders between the root and its repository's top. Where they ignore the root itself it was named nonetheless, so they do not count. */
function ignoresAbove(disk: Disk, root: string): Ignores {
  const none: Ignores = { clinic: [], git: [], helm: [] };
  const above = [...ancestors(root)];
  const top = above.findIndex((folder) => disk.kindOf(child(folder, ".git")) !== undefined);
  if (top < 1) return none;
  const ignores = above.slice(1, top + 1).reduceRight<Ignores>(
    (outer, folder) => ({
      clinic: [...readIgnore(disk, folder, ".kube-clinicignore"), ...outer.clinic],
      git: [...readIgnore(disk, folder, ".gitignore"), ...outer.git],
      helm: [],
    }),
    none,
  );
  const hidden = above.slice(0, top).some((folder) => isIgnored(ignores, folder, true));
  return hidden ? none : ignores;
}

function readIgnore(disk: Disk, folder: string, name: string): Chain {
  const file = disk.read(child(folder, name));
  return file === undefined || isRefused(file) ? [] : [{ folder, ignore: parseIgnore(file.text) }];
}

function child(folder: string, name: string): string {
  return folder === "/" ? `/${name}` : `${folder}/${name}`;
}
