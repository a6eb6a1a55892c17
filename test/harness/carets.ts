// Caret annotations in YAML: `#   ^^^^ text` labels the line above; `#<^^^^` is shifted two columns to the left.

/** A labelled stretch of one line of the text without its annotations; columns are UTF-16 code units. */
export interface Label {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const annotation = /^\s*#(<?)[ ]*(\^+)(?: (.*))?$/;

/** The text without its annotation lines, and what they say. */
export function stripLabels(annotated: string): { text: string; labels: Label[] } {
  const lines: string[] = [];
  const labels: Label[] = [];
  for (const line of annotated.split("\n")) {
    const match = annotation.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const start = line.indexOf("^") - (match[1] ? 2 : 0);
    labels.push({ line: lines.length - 1, start, end: start + match[2]!.length, text: match[3] ?? "" });
  }
  return { text: lines.join("\n"), labels };
}

/** The text with its labels written below their lines. */
export function writeLabels(text: string, labels: readonly Label[]): string {
  return text
    .split("\n")
    .flatMap((line, number) => [line, ...labels.filter((label) => label.line === number).map((label) => writeLabel(line, label))])
    .join("\n");
}

function writeLabel(line: string, { start, end, text }: Label): string {
  const carets = `${"^".repeat(Math.max(1, end - start))} ${text}`;
  const indent = Math.min(/^ */.exec(line)![0].length, Math.max(0, start - 1));
  return start < 1 ? `#<${" ".repeat(start)}${carets}` : `${" ".repeat(indent)}#${" ".repeat(start - indent - 1)}${carets}`;
}

/** For comparing: sorted, one string a label. */
export function labelLines(labels: readonly Label[]): string[] {
  return labels.map(({ line, start, end, text }) => `${line + 1}:${start + 1}-${end + 1} ${text}`).sort();
}
