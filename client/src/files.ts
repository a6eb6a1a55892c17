// Reads and lists files for the server through the editor, which knows file systems that are on no disk.

import { Disposable, FileType, RelativePattern, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  listFilesRequest,
  readFileRequest,
  type FileContent,
  type FileList,
  type ListFiles,
  type ReadFile,
} from "../../server/src/server/protocol.ts";

// A file system without a search provider is walked: so far, and not into these.
const foldersWalked = 2000;
const skipped = new Set([".git", "node_modules"]);

export function answerFileRequests(client: BaseLanguageClient): Disposable {
  return Disposable.from(client.onRequest(readFileRequest, readFile), client.onRequest(listFilesRequest, listFiles));
}

async function readFile({ uri, maxBytes }: ReadFile): Promise<FileContent | null> {
  const file = Uri.parse(uri, true);
  try {
    if ((await workspace.fs.stat(file)).size > maxBytes) return null;
    return { base64: toBase64(await workspace.fs.readFile(file)) };
  } catch {
    return null;
  }
}

async function listFiles({ folder, pattern, max }: ListFiles): Promise<FileList> {
  const root = Uri.parse(folder, true);
  const found = await search(root, pattern, max + 1);
  const uris = found.map(String).sort();
  return { uris: uris.slice(0, max), truncated: uris.length > max };
}

async function search(root: Uri, pattern: string, max: number): Promise<readonly Uri[]> {
  const glob = new RelativePattern(root, pattern);
  const found = await Promise.resolve(workspace.findFiles(glob, undefined, max)).catch(() => []);
  return found.length > 0 ? found : walk(root, pattern, max);
}

async function walk(root: Uri, pattern: string, max: number): Promise<readonly Uri[]> {
  const endings = endingsOf(pattern);
  const found: Uri[] = [];
  const folders = [root];
  for (let i = 0; i < folders.length && i < foldersWalked && found.length < max; i++) {
    const folder = folders[i] ?? root;
    for (const [name, type] of await entries(folder)) {
      const uri = Uri.joinPath(folder, name);
      if (type & FileType.File && endings.some((ending) => name.endsWith(ending))) found.push(uri);
      else if (type === FileType.Directory && !skipped.has(name)) folders.push(uri);
    }
  }
  return found.slice(0, max);
}

/** What a name must end with, for globs of any folder (`.{yaml,yml}`); any other form of glob lets all names through. */
function endingsOf(pattern: string): readonly string[] {
  const [, list, single] = /^\*\*\/\*(?:\.\{([\w,]+)\}|(\.\w+))$/.exec(pattern) ?? [];
  return list ? list.split(",").map((ending) => `.${ending}`) : [single ?? ""];
}

async function entries(folder: Uri): Promise<readonly [string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

function toBase64(bytes: Uint8Array): string {
  const size = 0x8000; // as many arguments as every engine takes
  let text = "";
  for (let i = 0; i < bytes.length; i += size) text += String.fromCharCode(...bytes.subarray(i, i + size));
  return btoa(text);
}
