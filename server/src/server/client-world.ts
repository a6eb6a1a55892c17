// The world as the client shows it: files are read and listed through the editor.

import type { Connection } from "vscode-languageserver";
import { pathOf, uriOf } from "../features/convert.ts";
import type { SchemaFile } from "../schema/bundled.ts";
import { asText } from "../base/as-text.ts";
import { listFilesRequest, readFileRequest, schemaFileRequest, type FileContent, type FileList } from "./protocol.ts";
import type { ChartContent, World } from "./world.ts";

const LARGEST = 16_000_000;

/** Without `readsFiles` there is nothing but what is open. */
export function clientWorld(connection: Connection, readsFiles: boolean): World {
  return {
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    readsAtOnce: (path) => !readsFiles || path.startsWith("untitled:"),
    readText: (path) => (readsFiles && !path.startsWith("untitled:") ? read(connection, path) : undefined),
    readContent: (path) => (readsFiles && !path.startsWith("untitled:") ? readContent(connection, path) : undefined),
    listFiles: (folder, most) => list(connection, folder, readsFiles ? most : 0),
    readChart: (folder) => (readsFiles ? readChart(connection, folder) : new Map()),
    schemaText: (name) => (readsFiles ? readSchema(connection, name) : undefined),
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

async function readContent(connection: Connection, path: string): Promise<string | Uint8Array | undefined> {
  const request = { uri: uriOf(path), maxBytes: LARGEST };
  const content = await connection.sendRequest<FileContent | null>(readFileRequest, request).catch(() => null);
  return content ? asText(bytesOf(content)) : undefined;
}

/** A chart has more files than those that are YAML. */
const MOST_OF_CHART = 5000;
const AT_ONCE = 16;

async function readChart(connection: Connection, folder: string): Promise<ChartContent> {
  const found = new Map<string, string | Uint8Array>();
  const request = { folder: uriOf(folder), pattern: "**/*", max: MOST_OF_CHART };
  const list = await connection.sendRequest<FileList>(listFilesRequest, request).catch(() => undefined);
  const uris = list?.uris ?? [];
  for (let i = 0; i < uris.length; i += AT_ONCE) {
    const contents = uris
      .slice(i, i + AT_ONCE)
      .map(async (uri): Promise<[string, FileContent | null]> => [
        pathOf(uri),
        await connection.sendRequest<FileContent | null>(readFileRequest, { uri, maxBytes: LARGEST }).catch(() => null),
      ]);
    for (const [path, content] of await Promise.all(contents)) if (content) found.set(path, asText(bytesOf(content)));
  }
  return found;
}

async function readSchema(connection: Connection, name: SchemaFile): Promise<string | undefined> {
  try {
    return (await connection.sendRequest<string | null>(schemaFileRequest, { name })) ?? undefined;
  } catch {
    return undefined;
  }
}

function decode(content: FileContent): string {
  // The byte order mark stays: offsets are those of the editor's text only without it, and the editor hides it.
  return new TextDecoder().decode(bytesOf(content));
}

function bytesOf({ base64 }: FileContent): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
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
