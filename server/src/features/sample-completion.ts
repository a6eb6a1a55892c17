// Completions in small workspaces, for tests: what is offered, and the text after one was accepted.

import type { CompletionItem, InsertReplaceEdit, Range, TextEdit } from "vscode-languageserver-types";
import { LineIndex } from "../base/line-index.ts";
import { bundledCatalogue } from "../schema/bundled.ts";
import type { SnippetFile } from "./complete-skeletons.ts";
import type { CompletionAbilities, Engine } from "./engine.ts";
import { complete } from "./complete.ts";
import { sampleUnit } from "./sample-unit.ts";

export interface Offered {
  readonly engine: Engine;
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  readonly items: readonly CompletionItem[];
}

export class Completer {
  readonly #schemas: Engine["schemas"];
  readonly #snippets: SnippetFile;

  constructor(read: (path: string) => string) {
    this.#schemas = bundledCatalogue((name) => read(`schemas/${name}.json`));
    // A test of its own holds the file to this shape.
    this.#snippets = JSON.parse(read("snippets/kubernetes.json")) as SnippetFile;
  }

  /** `marked` is as in `sampleUnit`. */
  at(marked: string, abilities: Partial<CompletionAbilities> = {}, isSchemaElsewhere = false): Offered {
    const sample = sampleUnit(marked);
    const { client } = sample.engine;
    const completion = { ...client.completion, ...abilities };
    const engine = { ...sample.engine, client: { ...client, completion }, schemas: this.#schemas, snippets: this.#snippets };
    const { text } = engine.snapshot.files.get(sample.path)!;
    const { line, character } = sample.position;
    const offset = new LineIndex(text).offsetAt({ line, column: character });
    return { engine, path: sample.path, text, offset, items: complete(engine, sample.path, sample.position, isSchemaElsewhere) };
  }
}

/** The items that an editor would show for the word before the cursor, in its order. */
export function shown({ items, text, offset }: Offered): readonly CompletionItem[] {
  const lines = new LineIndex(text);
  return items.filter((item) => {
    const { start } = rangeOf(item);
    const word = text.slice(lines.offsetAt({ line: start.line, column: start.character }), offset).toLowerCase();
    return (item.filterText ?? item.label).toLowerCase().startsWith(word);
  });
}

/** The text after the item was accepted, its other edits too. */
export function accept({ text }: Pick<Offered, "text">, item: CompletionItem): string {
  const lines = new LineIndex(text);
  const at = ({ line, character }: Range["start"]) => lines.offsetAt({ line, column: character });
  const main = { range: rangeOf(item), newText: item.textEdit!.newText };
  return [main, ...(item.additionalTextEdits ?? [])]
    .toSorted((a, b) => at(b.range.start) - at(a.range.start))
    .reduce((result, { range, newText }) => result.slice(0, at(range.start)) + newText + result.slice(at(range.end)), text);
}

function rangeOf({ textEdit }: CompletionItem): Range {
  const edit = textEdit as TextEdit | InsertReplaceEdit; // our completion always sends one
  return "range" in edit ? edit.range : edit.replace;
}
