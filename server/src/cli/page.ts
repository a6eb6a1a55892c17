// Writes a rule's page, which is Markdown, for a terminal.

import { wrap } from "./help.ts";
import type { Style } from "./style.ts";

const WIDEST = 80;
/** Stands above a generated line of what the rule itself says of it, which the command writes its own way. */
const FACTS = "<!-- facts -->";

/** Everything up to the section "Cases", which is there for the tests. The rules' pages use only the Markdown that this reads. */
export function writePage(page: string, style: Style, columns = WIDEST): string {
  const out: string[] = [];
  let prose: string[] = [];
  const flush = () => {
    if (prose.length > 0) out.push(...wrap(inline(prose.join(" "), style), Math.min(columns, WIDEST)), "");
    prose = [];
  };
  const lines = page.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (/^##\s+Cases\b/.test(line)) break;
    if (line === FACTS) {
      at++;
      continue;
    }
    const fence = /^```(\w*)\s*(.*)$/.exec(line);
    const heading = /^(#+)\s+(.*)$/.exec(line);
    if (fence) {
      flush();
      const end = lines.findIndex((line, i) => i > at && /^```\s*$/.test(line));
      out.push(...code(lines.slice(at + 1, end < 0 ? undefined : end), fence[2] ?? "", style), "");
      at = end < 0 ? lines.length : end;
    } else if (heading) {
      flush();
      out.push(style.paint("bold", inline(heading[2] ?? "", style)), ...(heading[1] === "#" ? [""] : []));
    } else if (line.trim() === "") flush();
    else {
      // Items and rows of tables keep their line.
      if (/^\s*(?:[-*|]|\d+\.)\s?/.test(line)) flush();
      prose.push(line.trim());
      if (line.trimStart().startsWith("|")) flush();
    }
  }
  flush();
  return `${out.join("\n").trimEnd()}\n`;
}

/** A block with what it is, without the lines that only tell the test where findings are. */
function code(lines: readonly string[], info: string, style: Style): string[] {
  const label = /^fixed\b/.test(info)
    ? "Fixed:"
    : (/\bfile=(\S+)/.exec(info)?.[1] ?? /^(?:policy|options|context)\b/.exec(info)?.[0]);
  const kept = lines.filter((line) => !/^\s*#<? *\^+(?: .*)?$/.test(line));
  return [
    ...(label === undefined ? [] : [`  ${style.paint("dim", label)}`]),
    ...kept.map((line) => (line === "" ? "" : `    ${line}`)),
  ];
}

function inline(text: string, style: Style): string {
  const linked = text.replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, "$1 ($2)").replaceAll(/<(https?:[^>\s]+)>/g, "$1");
  const strong = linked.replaceAll(/\*\*([^*]+)\*\*/g, (_, words: string) => style.paint("bold", words));
  return style.isColoured ? strong.replaceAll(/`([^`]+)`/g, (_, words: string) => style.paint("cyan", words)) : strong;
}
