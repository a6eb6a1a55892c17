// Finds characters that YAML forbids.

import type { YamlProblem } from "./tree.ts";

/** The first control character, lone surrogate or other character that is not printable (YAML 1.2.2 §5.1). */
export function findControlCharacter(text: string): YamlProblem | undefined {
  const start = text.search(FORBIDDEN);
  if (start < 0) return undefined;
  const code = text.charCodeAt(start).toString(16).toUpperCase().padStart(4, "0");
  const message = `The character U+${code} cannot stand in YAML; write an escape in double quotes`;
  return { start, end: start + 1, code: "syntax", severity: "error", message };
}

const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
