// Text edits as the editor applies them: versioned, and as snippets where it can and there is something to fill in.

import type { Position, SnippetTextEdit, TextEdit as LspTextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import type { Placeholder, TextEdit } from "../base/text-edit.ts";
import { lineStartAt } from "../base/line-index.ts";
import type { SourceFile } from "../workspace/file.ts";
import { fileRange } from "./convert.ts";
import type { Client } from "./engine.ts";

/** Edits of one file, in file offsets. */
export function workspaceEdit(client: Client, file: SourceFile, edits: readonly TextEdit[]): WorkspaceEdit {
  const uri = client.uriOf(file.path);
  if (!client.documentChanges) return { changes: { [uri]: edits.map((edit) => plainEdit(file, edit)) } };
  const version = client.versionOf(file.path) ?? null;
  const converted = edits.map((edit) => (client.snippetEdits ? snippetEdit(file, edit) : undefined) ?? plainEdit(file, edit));
  return { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

/** A file that is not there yet. */
export function newFileEdit(client: Client, path: string, text: string): WorkspaceEdit {
  const uri = client.uriOf(path);
  const start: Position = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: "create", uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
    ],
  };
}

function plainEdit(file: SourceFile, edit: TextEdit): LspTextEdit {
  return { range: fileRange(file, edit), newText: edit.text };
}

/** Undefined where there is nothing to fill in, or the editor's own indenting of snippets would spoil the text. */
function snippetEdit(file: SourceFile, edit: TextEdit): SnippetTextEdit | undefined {
  if (!edit.placeholders || edit.placeholders.length === 0) return undefined;
  const { start, end, text, placeholders } = atLineStart(file.text, edit.placeholders, edit);
  let value = "";
  let at = 0;
  for (const [i, hole] of placeholders.entries()) {
    value += `${escape(text.slice(at, hole.start))}\${${i + 1}:${escape(text.slice(hole.start, hole.end))}}`;
    at = hole.end;
  }
  value += escape(text.slice(at));
  const indent = indentAt(file.text, start);
  const [first, ...rest] = value.split("\n");
  if (!rest.every((line) => line.startsWith(indent) || line.trim() === "")) return undefined;
  const outdented = [first, ...rest.map((line) => line.slice(indent.length))].join("\n");
  return { range: fileRange(file, { start, end }), snippet: { kind: "snippet", value: outdented } };
}

/** New lines behind a line, as the same lines before the next one: there the editor adds no indentation of its own. */
function atLineStart(
  text: string,
  placeholders: readonly Placeholder[],
  edit: TextEdit,
): TextEdit & { readonly placeholders: readonly Placeholder[] } {
  const lineBreak = /^\r?\n/.exec(edit.text)?.[0];
  if (!lineBreak || edit.start !== edit.end || !text.startsWith(lineBreak, edit.start)) return { ...edit, placeholders };
  const at = edit.start + lineBreak.length;
  const moved = placeholders.map(({ start, end }) => ({ start: start - lineBreak.length, end: end - lineBreak.length }));
  return { start: at, end: at, text: edit.text.slice(lineBreak.length) + lineBreak, placeholders: moved };
}

function escape(text: string): string {
  return text.replaceAll(/[\\$}]/g, "\\$&");
}

/** What the editor puts before each further line of a snippet: the indentation of the line that it is inserted in. */
function indentAt(text: string, offset: number): string {
  const start = lineStartAt(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))![0];
}
