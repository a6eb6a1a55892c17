// Compiles schemas/*.json from the pinned packages.

import { writeCompact, type CompactFile } from "../../schema/compact.ts";
import { compileCore, readCoreSources } from "./core.ts";
import { compileOperators } from "./operators.ts";

/** Path → text of the files that are checked in. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const sources = readCoreSources();
  const core = compileCore(sources);
  const known = new Set(core.definitions.map(({ name }) => name));
  return new Map([
    ["schemas/kubernetes.json", fileText(writeCompact(aboutCore, core))],
    [
      "schemas/operators.json",
      fileText(
        writeCompact(
          aboutOperators,
          compileOperators((name) => known.has(name), sources.raw.models),
        ),
      ),
    ],
  ]);
}

const aboutCore =
  "The kinds of Kubernetes 1.28 to 1.36, compiled by `npm run gen` from the packages in package.json; how to read it: server/src/schema/compact.ts. Descriptions: Copyright The Kubernetes Authors, Apache-2.0; see NOTICE.";
const aboutOperators =
  "Custom resources of operators, compiled by `npm run gen` from the packages @kubernetes-models/* in package.json; how to read it: server/src/schema/compact.ts. Descriptions: Copyright their authors; see NOTICE.";

/** JSON with a line for each entry, so that a difference can be read. */
export function fileText(file: CompactFile): string {
  const parts = Object.entries(file).map(([key, value]: [string, unknown]) => `${JSON.stringify(key)}: ${blockText(value)}`);
  return `{\n${parts.join(",\n")}\n}\n`;
}

function blockText(value: unknown): string {
  if (Array.isArray(value)) return `[\n${value.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const lines = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`);
  return `{\n${lines.join(",\n")}\n}`;
}
