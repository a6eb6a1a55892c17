// What the server needs of the world outside: files, the day, and a way to let others run.

import type { SchemaFile } from "../schema/bundled.ts";

export type ChartContent = ReadonlyMap<string, string | Uint8Array>;

/** Paths are absolute, with `/`, as in base/path.ts. */
export interface World {
  /** The text of a file; undefined where there is none, or none that can be read. */
  readText(path: string): Promise<string | undefined> | string | undefined;
  /** The same of any file: what is no text as bytes. */
  readContent(path: string): Promise<string | Uint8Array | undefined> | string | Uint8Array | undefined;
  /** Whether `readText` answers at once, so that the first report need not wait. */
  readsAtOnce(path: string): boolean;
  /** All files of a chart's folder by path: texts, and what is no text as bytes. */
  readChart(folder: string): Promise<ChartContent> | ChartContent;
  /** The files below a folder that could matter, in batches so that others can run between; at most `most`. */
  listFiles(folder: string, most: number): AsyncIterable<readonly string[]>;
  /** The text of a file of schemas/; undefined where it can't be had. */
  schemaText(name: SchemaFile): Promise<string | undefined> | string | undefined;
  /** YYYY-MM-DD. */
  today(): string;
  /** Milliseconds, for time slices. */
  now(): number;
  /** Lets waiting requests run first. */
  pause(): Promise<void>;
}
