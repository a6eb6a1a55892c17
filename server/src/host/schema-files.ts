// Reads the schemas that lie beside what is running.

import { readFileSync } from "node:fs";
import path from "node:path";

/** The text of schemas/<name>.json; undefined where there is none. */
export function schemaFile(name: string): string | undefined {
  for (const folder of folders()) {
    try {
      return readFileSync(path.join(folder, "schemas", `${name}.json`), "utf8");
    } catch {
      // It may lie in the next one.
    }
  }
  return undefined;
}

/** Bundles lie in `dist`, those of tests in `out` or below; unbundled, and in modules, there is only the current folder. */
function folders(): readonly string[] {
  const here = typeof __dirname === "string" ? [path.join(__dirname, ".."), path.join(__dirname, "../..")] : [];
  return [...here, process.cwd()];
}
