// Turns offsets of a text into lines and columns, and back.

/** Line and column, both from 0; the column counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The line starts of one text. A line ends with LF, CRLF or a lone CR, as in YAML 1.2.2 §5.4 and in LSP. */
export class LineIndex {
  readonly #starts: Uint32Array;
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.#starts = Uint32Array.from(starts);
    this.#length = text.length;
  }

  /** How many lines there are: one more than there are line ends. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** The offset at which the line (from 0) starts; a line past the end starts at the end. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  /** An offset out of range is moved to the nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.lineStart(middle) <= at) low = middle;
      else high = middle;
    }
    return { line: low, column: at - this.lineStart(low) };
  }

  /** A column past the line's end is moved to the start of the next line at most. */
  offsetAt(position: Position): number {
    const start = this.lineStart(position.line);
    return Math.max(start, Math.min(start + position.column, this.lineStart(position.line + 1)));
  }
}

/** Where the line that holds `offset` starts. Looks at that line only. */
export function lineStartAt(text: string, offset: number): number {
  let at = Math.min(offset, text.length);
  while (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") at--;
  return at;
}
