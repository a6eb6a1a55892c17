// Lends folders and language servers, and takes them back.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LanguageClient } from "./client.ts";

/** Runs the task with a new folder, which is removed afterwards. */
export async function withFolder<T>(task: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "kube-clinic-"));
  try {
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the task with a server that has been started, and stops it. */
export async function withServer<T>(starting: Promise<LanguageClient>, task: (client: LanguageClient) => Promise<T>): Promise<T> {
  const client = await starting;
  try {
    return await task(client);
  } finally {
    await client.stop(2000);
  }
}
