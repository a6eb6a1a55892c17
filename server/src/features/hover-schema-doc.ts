// Makes Markdown of a field's description: links stay, HTML, headings and pictures do not, and it ends where a screen does.

const LONGEST = 900;

/**
 * Descriptions are somebody else's text, of a workspace's CRDs nobody's in particular: nothing in them may load a picture, run a
 * command or swallow what stands below. What is longer than a screen ends in `…`.
 */
export function docMarkdown(doc: string, longest = LONGEST): string {
  let isCode = false;
  const lines = shorten(doc.trim(), longest)
    .split(/\r?\n/)
    .map((line) => {
      if (/^\s*(?:```|~~~)/.test(line)) {
        isCode = !isCode;
        return "```";
      }
      return isCode ? line : proseLine(line);
    });
  return (isCode ? [...lines, "```"] : lines).join("\n");
}

/** The first sentence, on one line. */
export function firstSentence(doc: string): string {
  const paragraph = doc
    .trim()
    .split(/\r?\n\s*\r?\n/, 1)[0]!
    .replaceAll(/\s+/g, " ");
  return /^.{10,}?[.!?](?=\s+[A-Z"`]|$)/.exec(paragraph)?.[0] ?? paragraph;
}

/** Up to the last paragraph, sentence or word that fits. */
function shorten(doc: string, longest: number): string {
  if (doc.length <= longest) return doc;
  const head = doc.slice(0, longest);
  for (const end of [/\n\s*\n(?!.*\n\s*\n)/s, /(?<=[.!?])\s(?!.*[.!?]\s)/s, /\s(?!.*\s)/s]) {
    const at = head.search(end);
    if (at > longest / 2) return `${head.slice(0, at).trimEnd()} …`;
  }
  return `${head}…`;
}

function proseLine(line: string): string {
  const indent = /^\s{2,}[-*+]\s/.test(line) ? "  " : "";
  const text = line.trim();
  // A line of dashes or equal signs would make a heading of the line above, `[x]: …` a link of a later `[x]`.
  const head = /^(?:#{1,6}\s|=+$|-{2,}(?:\s|$)|>|\[[^\]]*\]:)/.test(text) ? "\\" : "";
  return `${indent}${head}${text
    .split(/(`+[^`]*`+)/)
    .map((piece, i) => (i % 2 === 1 ? piece : plain(piece)))
    .join("")}`;
}

function plain(text: string): string {
  return text
    .replaceAll(/!(?=\[)/g, "\\!")
    .replaceAll(/\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (link, label: string, target: string) =>
      /^https?:\/\//i.test(target) ? link : label,
    )
    .replaceAll(/<(https?:\/\/[^>\s]+)>/gi, "$1")
    .replaceAll(/[<\u202a-\u202e\u2066-\u2069]/g, (sign) => (sign === "<" ? "\\<" : ""));
}
