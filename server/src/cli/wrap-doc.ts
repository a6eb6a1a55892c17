// Wraps a description for the terminal: paragraphs, lists and indented code stay what they are.

import { wrap } from "./help.ts";
import type { Style } from "./style.ts";

/** Ends with a line break, unless there is nothing. Control characters of the text are made visible. */
export function wrapDoc(doc: string, width: number, style: Style): string {
  const out: string[] = [];
  let prose: string[] = [];
  let indent = "";
  const flush = () => {
    if (prose.length > 0) {
      const lines = wrap(prose.join(" "), Math.max(20, width - indent.length - 2));
      out.push(...lines.map((line, i) => style.message(i === 0 || indent === "" ? line : `${indent}${line}`)));
    }
    prose = [];
    indent = "";
  };
  for (const line of doc.trim().split(/\r?\n/)) {
    const text = line.trim();
    if (text === "") {
      flush();
      if (out.at(-1) !== "") out.push("");
      continue;
    }
    if (/^(?:[-*]|\d+\.)\s/.test(text)) {
      flush();
      indent = "  ";
    }
    prose.push(text);
  }
  flush();
  return out.length === 0 || (out.length === 1 && out[0] === "") ? "" : `${out.join("\n")}\n`;
}
