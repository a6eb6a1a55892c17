// Makes the edits that the benches type: image tags and labels that a Service selects, spread over a file.

import type { ContentChange } from "../lsp/open-document.ts";

const image = /^\s+image: ([^\s:]+)(:\S+)?$/;
const selectedLabel = /^ {8,}app: (\S+)$/; // that deep it is a pod template's
const added = { image: "workingDir: /srv/", label: "revision: r" };

/**
 * Edits that are meant to be applied one after the other. By turns they change an image's tag and a label of a pod template;
 * every tenth adds a line behind it, or takes one that was added away again.
 */
export function makeEdits(text: string, count: number): readonly ContentChange[] {
  const lines = text.split("\n");
  const stride = coprimeStride(count);
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((((i * stride) % count) / count) * lines.length);
    const what = i % 2 === 0 ? "image" : "label";
    const line = findLine(lines, from, what === "image" ? image : selectedLabel);
    const change = i % 10 === 9 ? toggleLine(lines, line, added[what] + i) : changeValue(lines[line]!, line, what, i);
    applyToLines(lines, change);
    return change;
  });
}

/** Some number of steps that visits all of `count` places in an order that looks arbitrary. */
function coprimeStride(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.round(count * 0.618));
  while (divisor(stride, count) !== 1) stride++;
  return stride;
}

function findLine(lines: readonly string[], from: number, pattern: RegExp): number {
  for (let i = 0; i < lines.length; i++) {
    const at = (from + i) % lines.length;
    if (pattern.test(lines[at]!)) return at;
  }
  throw new Error(`no line looks like ${pattern}`);
}

function changeValue(text: string, line: number, what: "image" | "label", i: number): ContentChange {
  if (what === "label") return replaceInLine(line, text.length, text.length, text.endsWith("x") ? "y" : "x");
  const repositoryEnd = text.indexOf(":", text.indexOf("image:") + 6);
  return replaceInLine(line, repositoryEnd < 0 ? text.length : repositoryEnd, text.length, `:1.${i}`);
}

function toggleLine(lines: readonly string[], line: number, content: string): ContentChange {
  const indent = " ".repeat(lines[line]!.length - lines[line]!.trimStart().length);
  const next = lines[line + 1] ?? "";
  const key = content.slice(0, content.indexOf(":") + 1);
  if (next.trimStart().startsWith(key)) return { range: range(line + 1, 0, line + 2, 0), text: "" };
  return { range: range(line + 1, 0, line + 1, 0), text: `${indent}${content}\n` };
}

function replaceInLine(line: number, start: number, end: number, text: string): ContentChange {
  return { range: range(line, start, line, end), text };
}

function range(line: number, character: number, endLine: number, endCharacter: number): ContentChange["range"] {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}

function applyToLines(lines: string[], { range: { start, end }, text }: ContentChange): void {
  const before = lines[start.line]!.slice(0, start.character);
  const after = (lines[end.line] ?? "").slice(end.character);
  lines.splice(start.line, end.line - start.line + 1, ...(before + text + after).split("\n"));
}
