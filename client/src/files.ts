// Reads and lists files for the server through the editor, which knows file systems that are on no disk, and our own.

import { Disposable, FileType, RelativePattern, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  listFilesRequest,
  readFileRequest,
  schemaFileRequest,
  type FileContent,
  type FileList,
  type ListFiles,
  type ReadFile,
  type SchemaName,
} from "../../server/src/server/protocol.ts";

// A file system without a search provider is walked: so far, and not into these.
const foldersWalked = 2000;
/** Milliseconds that a search may take where it may never end. */
const patience = 1000;
const skipped = new Set([".git", "node_modules"]);

/** `extension` is the folder that the extension lies in. */
export function answerFileRequests(client: BaseLanguageClient, extension: Uri): Disposable {
  const unsearched = new Set<string>();
  return Disposable.from(
    client.onRequest(readFileRequest, readFile),
    client.onRequest(listFilesRequest, (asked: ListFiles) => listFiles(asked, unsearched)),
    client.onRequest(schemaFileRequest, ({ name }: SchemaName) => readText(Uri.joinPath(extension, "schemas", `${name}.json`))),
  );
}

async function readText(file: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return null;
  }
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

/** `unsearched`: the schemes of file systems that nobody searches, as far as it is known. */
async function listFiles({ folder, pattern, max }: ListFiles, unsearched: Set<string>): Promise<FileList> {
  const root = Uri.parse(folder, true);
  const searched = unsearched.has(root.scheme) ? undefined : await search(root, pattern, max + 1);
  if (!searched) unsearched.add(root.scheme);
  const found = searched && searched.length > 0 ? searched : await walk(root, pattern, max + 1);
  const uris = found.map(String).sort();
  return { uris: uris.slice(0, max), truncated: uris.length > max };
}

/** Undefined where there is no answer: in a browser, VS Code waits for search providers that never come. */
async function search(root: Uri, pattern: string, max: number): Promise<readonly Uri[] | undefined> {
  const glob = new RelativePattern(root, pattern);
  const finding = Promise.resolve(workspace.findFiles(glob, undefined, max)).catch(() => []);
  return root.scheme === "file" ? finding : Promise.race([finding, nothingAfter(patience)]);
}

function nothingAfter(time: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), time));
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
