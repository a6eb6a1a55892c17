// The world as the client shows it: files are read and listed through the editor.

import type { Connection } from "vscode-languageserver";
import { pathOf, uriOf } from "../features/convert.ts";
import { listFilesRequest, readFileRequest, type FileContent, type FileList } from "./protocol.ts";
import type { World } from "./world.ts";

const LARGEST = 16_000_000;

/** Without `readsFiles` there is nothing but what is open. */
export function clientWorld(connection: Connection, readsFiles: boolean): World {
  return {
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    readsAtOnce: (path) => !readsFiles || path.startsWith("untitled:"),
    readText: (path) => (readsFiles && !path.startsWith("untitled:") ? read(connection, path) : undefined),
    listFiles: (folder, most) => list(connection, folder, readsFiles ? most : 0),
  };
}

async function read(connection: Connection, path: string): Promise<string | undefined> {
  try {
    const content = await connection.sendRequest<FileContent | null>(readFileRequest, { uri: uriOf(path), maxBytes: LARGEST });
    return content ? decode(content) : undefined;
  } catch {
    return undefined;
  }
}

function decode({ base64 }: FileContent): string {
  // The byte order mark stays: offsets are those of the editor's text only without it, and the editor hides it.
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

async function* list(connection: Connection, folder: string, most: number): AsyncGenerator<readonly string[]> {
  if (most === 0) return;
  try {
    const { uris } = await connection.sendRequest<FileList>(listFilesRequest, {
      folder: uriOf(folder),
      pattern: "**/*.{yaml,yml,json}",
      max: most,
    });
    yield uris.map(pathOf);
  } catch {
    // A client that can't list leaves the folder to what is opened.
  }
}
