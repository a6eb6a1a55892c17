// Puts candidates into the editor's terms, and looks up what they mean when one is highlighted.

import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
} from "vscode-languageserver-types";
import { lineIndexOf, type Part } from "../workspace/file.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import { catalogueOf } from "./catalogue.ts";
import type { About, Candidate, CandidateKind } from "./complete-candidate.ts";
import { asPlain, asSnippet, indented, plainBody, type LineStart } from "./complete-draft.ts";
import type { Place } from "./complete-place.ts";
import { rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";
import { docMarkdown } from "./hover-schema-doc.ts";
import { placeAt } from "./hover-schema-place.ts";
import { fieldWords, typeWords, valueWords } from "./hover-schema-words.ts";

/** What `resolveCompletion` makes documentation of; comes back from the editor as it was sent. */
interface ItemData {
  readonly about: About;
  readonly minor: number;
}

/** Best first. */
export function completionItems(
  engine: Engine,
  part: Part,
  offset: number,
  place: Place,
  candidates: readonly Candidate[],
): CompletionItem[] {
  const { word } = place.cursor;
  const start = lineStartFor(engine, part.document, place);
  const range = rangeOf(part, word);
  const insert = { start: range.start, end: rangeOf(part, { start: offset, end: offset }).start };
  const ordered = candidates
    .map((candidate, i) => ({ candidate, i }))
    .toSorted((a, b) => a.candidate.rank - b.candidate.rank || a.i - b.i);
  return ordered.map(({ candidate }, i) => {
    const newText = textOf(engine, candidate, start) + (place.cursor.needsComma ? "," : "");
    return {
      ...describe(engine, candidate, Math.max(...place.minors)),
      sortText: String(i).padStart(5, "0"),
      filterText: candidate.filter ?? filterFor(place, candidate),
      insertTextMode: engine.client.completion.asIs ? InsertTextMode.asIs : InsertTextMode.adjustIndentation,
      insertTextFormat: engine.client.completion.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: engine.client.completion.insertReplace ? { newText, insert, replace: range } : { newText, range },
      ...(candidate.edits?.length && {
        additionalTextEdits: candidate.edits.map(({ text, ...span }) => ({ newText: text, range: rangeOf(part, span) })),
      }),
    };
  });
}

/** With what its schema says of it. */
export function resolveCompletion(engine: Engine, item: CompletionItem): CompletionItem {
  // `data` comes back as this module made it.
  const data = item.data as ItemData | undefined;
  const documentation = data && documentationOf(engine, data);
  return documentation ? { ...item, documentation: { kind: MarkupKind.Markdown, value: documentation } } : item;
}

function documentationOf(engine: Engine, { about, minor }: ItemData): string {
  const kind = catalogueOf(engine).find(about.group, about.version, about.kind);
  const found = kind && placeAt(kind, about.path, minor);
  if (!found) return "";
  const { field, schema } = found;
  const words = field ? [[typeWords(schema), ...fieldWords(field, schema)].join(", "), ...valueWords(schema)] : [];
  return [...words, docMarkdown(schema.doc)].filter(Boolean).join("\n\n");
}

function describe({ client }: Engine, candidate: Candidate, minor: number): CompletionItem {
  const { label, kind, note, about, documentation, isDeprecated, asksAgain } = candidate;
  const { labelDetails, tags, suggestCommand } = client.completion;
  return {
    label,
    kind: itemKinds[kind],
    ...(note && (labelDetails ? { labelDetails: { description: note } } : { detail: note })),
    ...(documentation && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    ...(about && { data: { about, minor } satisfies ItemData }),
    ...(isDeprecated && (tags ? { tags: [CompletionItemTag.Deprecated] } : { deprecated: true })),
    ...(asksAgain && suggestCommand && { command: { title: "Suggest", command: suggestCommand } }),
  };
}

const itemKinds: Readonly<Record<CandidateKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  constant: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
  kind: CompletionItemKind.Class,
  skeleton: CompletionItemKind.Snippet,
  part: CompletionItemKind.Snippet,
};

/** Quotes are a part of the word. */
function filterFor({ cursor }: Place, { label }: Candidate): string {
  return cursor.quote ? `${cursor.quote}${label}` : label;
}

function textOf({ client }: Engine, { insert }: Candidate, start: LineStart): string {
  const { snippets } = client.completion;
  if ("body" in insert) return indented(snippets ? insert.body : plainBody(insert.body), start);
  return snippets ? asSnippet(insert, start) : asPlain(insert, start);
}

/** An editor that adjusts indentation adds that of the line by itself. */
function lineStartFor({ client }: Engine, document: YamlDocument, { cursor, layout }: Place): LineStart {
  const { asIs } = client.completion;
  return {
    lineBreak: asIs ? layout.lineBreak : "\n",
    indent: cursor.column - (asIs ? 0 : indentationAt(document, cursor.word.start)),
  };
}

function indentationAt(document: YamlDocument, offset: number): number {
  const lines = lineIndexOf(document);
  const start = lines.lineStart(lines.positionAt(offset).line);
  return /^ */.exec(document.text.slice(start, offset))![0].length;
}
