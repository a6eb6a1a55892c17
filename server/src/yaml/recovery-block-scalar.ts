// Reads the block scalars of a broken document.

import { CHOMPING_MODE, SCALAR_STYLE } from "js-yaml";
import { isBreak, lineEnd } from "./gap.ts";
import { contentEnd, isDeeper, nextLine, plainColon, skipSpaces } from "./recovery-line.ts";
import type { Properties, Reader } from "./recovery-reader.ts";

/** Reads a `|` or `>` scalar; false where what follows is no header of one. */
export function readBlockScalar(r: Reader, n: number, properties: Properties): boolean {
  const { text } = r;
  const header = /[|>](?:([-+])([1-9])?|([1-9])([-+])?)?(?:[ \t]+#.*|[ \t]*)(?=[\r\n]|$)/y;
  header.lastIndex = r.pos;
  const match = header.exec(text);
  if (!match) return false;
  const chomp = match[1] ?? match[4];
  const digit = Number(match[2] ?? match[3] ?? 0);
  const valueStart = nextLine(text, r.pos + match[0].length);
  const { end, indent } = blockLines(r, valueStart, n, digit ? n + digit : -1);
  r.scalar(valueStart, end, properties, {
    style: text[r.pos] === "|" ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK,
    chomping: chomp === "+" ? CHOMPING_MODE.KEEP : chomp === "-" ? CHOMPING_MODE.STRIP : CHOMPING_MODE.CLIP,
    indent,
    fast: false,
    start: r.pos,
  });
  r.pos = end;
  r.lineStart = end;
  if (end > 0 && !isBreak(text.charCodeAt(end - 1))) r.moveTo(end);
  return true;
}

/** The lines of a block scalar. Where one is indented too little but looks like no key, it still belongs to them. */
function blockLines(r: Reader, start: number, n: number, explicit: number): { end: number; indent: number } {
  const { text } = r;
  let indent = explicit;
  let end = start;
  let at = start;
  while (at < text.length) {
    let first = at;
    while (text.charCodeAt(first) === 0x20) first++;
    const column = first - at;
    if (first >= text.length) {
      if (column > Math.max(indent, 0)) end = first;
      break;
    }
    if (!isBreak(text.charCodeAt(first))) {
      if (indent < 0 && column > n) indent = column;
      else if (indent < 0 || column < indent) {
        if (!belongs(r, first, column, n, indent)) break;
        if (column > n) indent = Math.min(indent, column);
      }
    }
    at = end = nextLine(text, lineEnd(text, first));
  }
  return { end, indent };
}

/** Whether a line that is not deep enough belongs to the block scalar all the same; reports it. */
function belongs(r: Reader, first: number, column: number, n: number, indent: number): boolean {
  const { text } = r;
  if (indent < 0) return false;
  if (text.startsWith("{{", first)) {
    const end = r.templateEnd(first);
    const line = lineEnd(text, Math.max(end, first));
    if (end < 0 || skipSpaces(text, end) < line || !isDeeper(text, line, indent - 1)) return false;
    r.reportTemplate(first, Math.min(end, lineEnd(text, first)));
    return true;
  }
  const blank = isBreak(text.charCodeAt(skipSpaces(text, first))) || skipSpaces(text, first) >= text.length;
  if (blank || column <= n || text[first] === "#" || plainColon(r.text, first) >= 0) return false;
  r.report(first, contentEnd(r.text, first), "This line is indented less than the text that it continues");
  return true;
}
