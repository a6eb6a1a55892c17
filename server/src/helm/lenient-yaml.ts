// Makes texts readable that Go's YAML reads and the standard does not.

/**
 * The text with more indentation on lines that go on with a quoted string or a flow collection. The standard wants them
 * indented deeper than what they belong to, Go does not mind; what they say stays the same.
 */
export function padContinuations(text: string): string {
  const scanner = new Scanner();
  return text
    .split("\n")
    .map((line) => (scanner.isContinued ? scanner.read(line, PAD) : scanner.read(line, "")))
    .join("\n");
}

const PAD = " ".repeat(100);

class Scanner {
  /** The quote that is open. */
  #quote = "";
  #depth = 0;
  /** A block scalar goes on while lines are indented deeper than this. */
  #blockIndent = -1;

  get isContinued(): boolean {
    return this.#quote !== "" || this.#depth > 0;
  }

  /** Takes in one line; gives it with `pad` in front. */
  read(line: string, pad: string): string {
    const indent = line.search(/[^ ]/);
    if (this.#blockIndent >= 0 && !this.isContinued) {
      if (indent < 0 || indent > this.#blockIndent) return line;
      this.#blockIndent = -1;
    }
    this.#scan(line, Math.max(indent, 0));
    // A marker at the margin ends everything, and blank lines count in quoted strings.
    return pad === "" || line.trim() === "" || /^(?:---|\.\.\.)(?:\s|$)/.test(line) ? line : pad + line;
  }

  #scan(line: string, indent: number): void {
    let isStart = true;
    for (let i = indent; i < line.length; i++) {
      const c = line.charAt(i);
      if (this.#quote !== "") {
        if (c === "\\" && this.#quote === '"') i++;
        else if (c === this.#quote) {
          if (c === "'" && line.charAt(i + 1) === "'") i++;
          else this.#quote = "";
        }
        isStart = false;
        continue;
      }
      const isSpaced = i === 0 || /\s/.test(line.charAt(i - 1));
      if (c === "#" && isSpaced) return;
      if (isStart && (c === '"' || c === "'")) this.#quote = c;
      else if ((isStart || this.#depth > 0) && (c === "[" || c === "{")) this.#depth++;
      else if (this.#depth > 0 && (c === "]" || c === "}")) this.#depth--;
      else if (isStart && this.#depth === 0 && (c === "|" || c === ">")) {
        this.#blockIndent = indent;
        return;
      }
      isStart = startsToken(c, line.charAt(i + 1), isStart, this.#depth > 0);
    }
  }
}

/** Whether a token may start behind this character. */
function startsToken(c: string, next: string, isStart: boolean, inFlow: boolean): boolean {
  if (/\s/.test(c)) return isStart;
  const isFollowed = next === "" || /\s/.test(next);
  if (c === ":" && isFollowed) return true;
  if ((c === "-" || c === "?") && isStart && isFollowed) return true;
  return inFlow && "[{,:".includes(c);
}
