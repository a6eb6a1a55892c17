// Writes coloured words in LSP's encoding: each as its distance from the one before.

import type { LineIndex } from "../base/line-index.ts";

export class SemanticTokensBuilder {
  readonly data: number[] = [];
  readonly #lines: LineIndex;
  readonly #text: string;
  #line = 0;
  #column = 0;

  constructor(lines: LineIndex, text: string) {
    this.#lines = lines;
    this.#text = text;
  }

  /** In ascending order; what spans lines is cut at their ends, since not every editor takes it whole. */
  add(start: number, end: number, type: number): void {
    for (let at = start; at < end;) {
      const stop = this.#text.slice(at, end).search(/[\r\n]/);
      const lineEnd = stop < 0 ? end : at + stop;
      if (lineEnd > at) this.#push(at, lineEnd - at, type);
      at = lineEnd + (stop < 0 ? 0 : 1);
    }
  }

  #push(start: number, length: number, type: number): void {
    const { line, column } = this.#lines.positionAt(start);
    this.data.push(line - this.#line, line === this.#line ? column - this.#column : column, length, type, 0);
    this.#line = line;
    this.#column = column;
  }
}
