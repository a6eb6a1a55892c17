// Completions of charts in the editor's terms.

import { CompletionItemKind, InsertTextFormat, MarkupKind, type CompletionItem } from "vscode-languageserver-types";
import type { Span } from "../base/span.ts";
import type { SourceFile } from "../workspace/file.ts";
import { textRange } from "./chart-view.ts";
import type { Engine } from "./engine.ts";

export type ItemKind =
  | "value"
  | "map"
  | "variable"
  | "function"
  | "template"
  | "object"
  | "keyword"
  | "file"
  | "constant"
  | "chart";

export interface ChartItem {
  readonly label: string;
  readonly kind: ItemKind;
  /** By default the label. */
  readonly insert?: string;
  /** In the editor's own syntax, where it knows snippets. */
  readonly snippet?: string;
  readonly note?: string;
  readonly documentation?: string;
  /** What is replaced where it is not the word. */
  readonly over?: Span & { readonly filter: string };
  /** Suggestions are wanted again at the end. */
  readonly asksAgain?: boolean;
}

/** In the order given. `word` is replaced; up to `offset` it is what the labels are compared with. */
export function itemsOf(
  { client }: Engine,
  file: SourceFile,
  word: Span,
  offset: number,
  items: readonly ChartItem[],
): CompletionItem[] {
  const range = textRange(file, word);
  const insert = { start: range.start, end: textRange(file, { start: offset, end: offset }).start };
  const { snippets, insertReplace, labelDetails, suggestCommand } = client.completion;
  return items.map((item, i): CompletionItem => {
    const { label, kind, note, documentation, over } = item;
    const isSnippet = snippets && item.snippet !== undefined;
    const newText = isSnippet ? item.snippet! : (item.insert ?? label);
    const own = over && textRange(file, over);
    return {
      label,
      kind: kinds[kind],
      sortText: String(i).padStart(5, "0"),
      filterText: over?.filter ?? label,
      ...(note && (labelDetails ? { labelDetails: { description: note } } : { detail: note })),
      ...(documentation && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
      ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
      ...(item.asksAgain && suggestCommand && { command: { title: "Suggest", command: suggestCommand } }),
      textEdit: own ? { newText, range: own } : insertReplace ? { newText, insert, replace: range } : { newText, range },
    };
  });
}

const kinds: Readonly<Record<ItemKind, CompletionItemKind>> = {
  value: CompletionItemKind.Field,
  map: CompletionItemKind.Struct,
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  template: CompletionItemKind.Method,
  object: CompletionItemKind.Module,
  keyword: CompletionItemKind.Keyword,
  file: CompletionItemKind.File,
  constant: CompletionItemKind.EnumMember,
  chart: CompletionItemKind.Module,
};
