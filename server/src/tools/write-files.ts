// Writes generated files, or with --check says which are stale.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The present text of a file, undefined where there is none. */
export function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Path → text. A stale file under --check makes the process fail. */
export function writeFiles(files: ReadonlyMap<string, string>): void {
  for (const [file, text] of files) {
    if (readText(file) === text) continue;
    if (process.argv.includes("--check")) {
      console.error(`${file} is stale: run npm run gen`);
      process.exitCode = 1;
    } else {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      console.log(`wrote ${file}`);
    }
  }
}
