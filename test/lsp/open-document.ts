// A document that a client has open: its text, its versions, and what is asked of it most.

import type { Diagnostic, Position, Range } from "vscode-languageserver-types";
import { LineIndex } from "../../server/src/base/line-index.ts";
import type { LanguageClient } from "./client.ts";

export interface PullReport {
  readonly kind: "full" | "unchanged";
  readonly resultId?: string;
  readonly items: readonly Diagnostic[];
}

export interface PushReport {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ContentChange {
  readonly range: Range;
  readonly text: string;
}

export class OpenDocument {
  readonly client: LanguageClient;
  readonly uri: string;
  #text: string;
  #lines: LineIndex | undefined;
  #version = 1;

  constructor(client: LanguageClient, uri: string, text: string, languageId = "yaml") {
    this.client = client;
    this.uri = uri;
    this.#text = text;
    client.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  get text(): string {
    return this.#text;
  }

  get version(): number {
    return this.#version;
  }

  get identifier(): { readonly uri: string; readonly version: number } {
    return { uri: this.uri, version: this.#version };
  }

  /** Applies the changes one after the other, each to the text that the one before left, and tells the server in one notification. */
  change(...contentChanges: readonly ContentChange[]): void {
    for (const { range, text } of contentChanges) {
      const start = this.offsetAt(range.start);
      const end = this.offsetAt(range.end);
      this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
      this.#lines = undefined;
    }
    this.client.notify("textDocument/didChange", {
      textDocument: { uri: this.uri, version: ++this.#version },
      contentChanges,
    });
  }

  /** Replaces the first `old` by `text`. */
  replace(old: string, text: string): void {
    this.change({ range: this.rangeOf(old), text });
  }

  save(): void {
    this.client.notify("textDocument/didSave", { textDocument: { uri: this.uri } });
  }

  close(): void {
    this.client.notify("textDocument/didClose", { textDocument: { uri: this.uri } });
  }

  /** Asks for the diagnostics of the text as it is now. */
  pull(previousResultId?: string, limit?: number): Promise<PullReport> {
    return this.client.request<PullReport>(
      "textDocument/diagnostic",
      { textDocument: { uri: this.uri }, ...(previousResultId === undefined ? {} : { previousResultId }) },
      limit,
    );
  }

  /** Waits until the diagnostics of the text as it is now have been pushed. */
  pushed(accept: (report: PushReport) => boolean = () => true, since?: number, limit?: number): Promise<PushReport> {
    return this.client.wait<PushReport>(
      "textDocument/publishDiagnostics",
      (report) => report.uri === this.uri && report.version === this.#version && accept(report),
      { ...(since === undefined ? {} : { since }), ...(limit === undefined ? {} : { limit }) },
    );
  }

  offsetAt({ line, character }: Position): number {
    this.#lines ??= new LineIndex(this.#text);
    return this.#lines.offsetAt({ line, column: character });
  }

  positionAt(offset: number): Position {
    this.#lines ??= new LineIndex(this.#text);
    const { line, column } = this.#lines.positionAt(offset);
    return { line, character: column };
  }

  /** Of the n-th occurrence of a piece of the text, from 0. */
  rangeOf(piece: string, n = 0): Range {
    let start = this.#text.indexOf(piece);
    while (n-- > 0 && start >= 0) start = this.#text.indexOf(piece, start + 1);
    if (start < 0) throw new Error(`${JSON.stringify(piece)} is not in the text`);
    return { start: this.positionAt(start), end: this.positionAt(start + piece.length) };
  }

  /** The text at a range. */
  at(range: Range): string {
    return this.#text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }
}
