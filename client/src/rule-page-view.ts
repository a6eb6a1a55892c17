// Makes the page of a rule, which is also its test, nice to read in Markdown's preview.

const facts = "<!-- facts -->";
const elsewhere = " · elsewhere: ";

/**
 * Without the section "Cases", with the facts as a paragraph of their own, the names of other tools' checks at the end, and with a
 * line above each block that says what it is.
 */
export function viewOfPage(page: string): string {
  const lines = page.split(/\r?\n/);
  const end = lines.findIndex((line) => /^##\s+Cases\b/.test(line));
  const out: string[] = [];
  let others: string | undefined;
  for (const [i, line] of (end < 0 ? lines : lines.slice(0, end)).entries()) {
    if (line === facts) continue;
    const label = labelOf(line);
    if (label) out.push("", label, "");
    if (lines[i - 1] === facts) {
      const [own, ids] = line.split(elsewhere);
      others = ids;
      out.push(own ?? "", "");
    } else out.push(line);
  }
  const text = out.join("\n").trimEnd();
  return others === undefined ? `${text}\n` : `${text}\n\n## In other tools\n\n${others}\n`;
}

/** What a block is, by the words behind its fence: `yaml fixed fix="…"`, `yaml file=…`, `yaml policy`. */
function labelOf(line: string): string | undefined {
  const info = /^```\w+ +(.+)$/.exec(line)?.[1];
  if (info === undefined) return undefined;
  const title = /\bfix="([^"]*)"/.exec(info)?.[1];
  if (/^fixed\b/.test(info)) return title === undefined ? "Fixed:" : `Fixed by “${title}”:`;
  const file = /\bfile=(\S+)/.exec(info)?.[1];
  if (file !== undefined) return `\`${file}\`:`;
  return /^policy\b/.test(info) ? "With the policy:" : undefined;
}
