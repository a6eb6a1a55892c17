// A file as its YAML documents, and how an edit keeps those that it did not touch.

import { commonPrefix, commonSuffix } from "../base/affix.ts";
import { copyString } from "../base/copy.ts";
import { groupBy } from "../base/group.ts";
import { LineIndex } from "../base/line-index.ts";
import { memo } from "../base/memo.ts";
import type { Span } from "../base/span.ts";
import { parseDocument } from "../yaml/parse.ts";
import { splitDocuments } from "../yaml/split.ts";
import type { YamlDocument } from "../yaml/tree.ts";

/** Where a document stands in its file. */
export interface Part {
  readonly document: YamlDocument;
  /** Of the document's first character, in UTF-16 code units from the start of the file. */
  readonly offset: number;
  /** Of that character, from 0. */
  readonly line: number;
}

/** Immutable. The parts tile the text; a document object occurs once in a snapshot. */
export interface SourceFile {
  /** Absolute, with `/`; a URI with its scheme where it is not a file on a disk. */
  readonly path: string;
  readonly text: string;
  readonly parts: readonly Part[];
}

export const lineIndexOf: (document: YamlDocument) => LineIndex = memo((document) => new LineIndex(document.text));

/** The file anew. Documents whose text is unchanged are the same objects as in `old`, so all that hangs on them is kept. */
export function readFile(path: string, text: string, old?: SourceFile): SourceFile {
  return old?.text === text && old.path === path ? old : new ReadFile(path, text, old);
}

/** Its documents are read when somebody asks for them: most files of a chart are no YAML. */
class ReadFile implements SourceFile {
  #parts: readonly Part[] | undefined;
  /** What the documents may be taken from: text and parts, and not a file, so that no chain of earlier ones is kept. */
  #old: { readonly text: string; readonly parts: readonly Part[] } | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
    old: SourceFile | undefined,
  ) {
    const parts = old instanceof ReadFile ? old.#parts : old?.parts;
    this.#old = old && parts && { text: old.text, parts };
  }

  get parts(): readonly Part[] {
    if (!this.#parts) {
      this.#parts = partsOf(this.text, this.#old);
      this.#old = undefined;
    }
    return this.#parts;
  }
}

function partsOf(text: string, old: { readonly text: string; readonly parts: readonly Part[] } | undefined): readonly Part[] {
  const pieces = limit(splitDocuments(text), text.length);
  const documents = old ? reuse(text, pieces, old) : [];
  let line = 0;
  return pieces.map(({ start }, i) => {
    const document = documents[i] ?? parseDocument(copyString(text.slice(start, pieces[i]!.end)));
    const part = { document, offset: start, line };
    line += lineIndexOf(document).lineCount - 1;
    return part;
  });
}

/** More documents than people write: what lies behind is left unread, in the last piece, and a problem says so. */
export const MOST_DOCUMENTS = 20_000;

function limit(pieces: readonly Span[], end: number): readonly Span[] {
  return pieces.length <= MOST_DOCUMENTS
    ? pieces
    : [...pieces.slice(0, MOST_DOCUMENTS - 1), { start: pieces[MOST_DOCUMENTS - 1]!.start, end }];
}

/** The part that holds `offset`; one that stands right behind the last document belongs to it. */
export function partAt(file: SourceFile, offset: number): Part | undefined {
  let low = 0;
  let high = file.parts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (file.parts[middle]!.offset <= offset) low = middle;
    else high = middle;
  }
  return file.parts[low];
}

/** The old documents that serve again, by index of the new piece: common prefix, common suffix, then equal text between. */
function reuse(
  text: string,
  pieces: readonly Span[],
  { text: before, parts: old }: { readonly text: string; readonly parts: readonly Part[] },
): (YamlDocument | undefined)[] {
  const found: (YamlDocument | undefined)[] = Array.from({ length: pieces.length });
  const prefix = commonPrefix(before, text);
  const suffix = commonSuffix(before, text, Math.min(before.length, text.length) - prefix);
  const most = Math.min(pieces.length, old.length);
  let head = 0;
  while (head < most && pieces[head]!.end <= prefix && isSame(pieces[head]!, old[head]!, 0)) found[head] = old[head++]!.document;
  const shift = text.length - before.length;
  let tail = 0;
  while (tail < most - head) {
    const piece = pieces[pieces.length - 1 - tail]!;
    const part = old[old.length - 1 - tail]!;
    if (piece.start < text.length - suffix || !isSame(piece, part, shift)) break;
    tail++;
    found[pieces.length - tail] = part.document;
  }
  const left = groupBy(old.slice(head, old.length - tail), ({ document }) => document.text);
  if (left.size > 0)
    for (let i = head; i < pieces.length - tail; i++)
      found[i] = left.get(text.slice(pieces[i]!.start, pieces[i]!.end))?.shift()?.document;
  return found;
}

/** Whether the piece stands where the part stood, moved by `shift`. */
function isSame({ start, end }: Span, part: Part, shift: number): boolean {
  return part.offset + shift === start && part.document.text.length === end - start;
}
