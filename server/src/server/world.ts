// What the server needs of the world outside: files, the day, and a way to let others run.

/** Paths are absolute, with `/`, as in base/path.ts. */
export interface World {
  /** The text of a file; undefined where there is none, or none that can be read. */
  readText(path: string): Promise<string | undefined> | string | undefined;
  /** Whether `readText` answers at once, so that the first report need not wait. */
  readsAtOnce(path: string): boolean;
  /** The files below a folder that could matter, in batches so that others can run between; at most `most`. */
  listFiles(folder: string, most: number): AsyncIterable<readonly string[]>;
  /** YYYY-MM-DD. */
  today(): string;
  /** Milliseconds, for time slices. */
  now(): number;
  /** Lets waiting requests run first. */
  pause(): Promise<void>;
}
