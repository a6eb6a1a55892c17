// The world of a server that runs on Node: the disk for files on it, the client for all others.

import { asText } from "../base/as-text.ts";
import { today } from "../host/clock.ts";
import { readChartFolder } from "../host/chart-folder.ts";
import { disk, isRefused } from "../host/disk.ts";
import { schemaFile } from "../host/schema-files.ts";
import { walk } from "../host/walk.ts";
import { clientWorld } from "./client-world.ts";
import type { Connection } from "vscode-languageserver";
import type { World } from "./world.ts";

export function diskWorld(connection: Connection, readsFiles: boolean): World {
  const others = clientWorld(connection, readsFiles);
  return {
    ...others,
    today,
    readsAtOnce: (path) => isOnDisk(path) || others.readsAtOnce(path),
    readText: (path) => (isOnDisk(path) ? readDisk(path) : others.readText(path)),
    readContent: (path) => (isOnDisk(path) ? readBytes(path) : others.readContent(path)),
    readChart: (folder) => (isOnDisk(folder) ? readChartFolder(disk, folder) : others.readChart(folder)),
    schemaText: schemaFile,
    listFiles: (folder, most) => (isOnDisk(folder) ? listDisk(folder, most) : others.listFiles(folder, most)),
  };
}

function isOnDisk(path: string): boolean {
  return path.startsWith("/");
}

function readDisk(path: string): string | undefined {
  const file = disk.read(path);
  return file && !isRefused(file) ? file.text : undefined;
}

function readBytes(path: string): string | Uint8Array | undefined {
  const bytes = disk.readBytes(path);
  return bytes && !isRefused(bytes) ? asText(bytes) : undefined;
}

async function* listDisk(folder: string, most: number): AsyncGenerator<readonly string[]> {
  let count = 0;
  for (const { files } of walk(disk, folder)) {
    const batch = files.slice(0, most - count);
    count += batch.length;
    yield batch;
    if (count >= most) return;
  }
}
