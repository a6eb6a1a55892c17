// Between offsets in documents and the editor's lines: the only place that knows both.

import type { Position, Range } from "vscode-languageserver-types";
import { URI } from "vscode-uri";
import type { Span } from "../base/span.ts";
import { lineIndexOf, partAt, type Part, type SourceFile } from "../workspace/file.ts";

/** A span of a part's document as a range of its file. Documents start at the start of a line. */
export function rangeOf({ document, line }: Part, { start, end }: Span): Range {
  const lines = lineIndexOf(document);
  const at = (offset: number): Position => {
    const position = lines.positionAt(offset);
    return { line: line + position.line, character: position.column };
  };
  return { start: at(start), end: at(end) };
}

/** A span of a whole file. */
export function fileRange(file: SourceFile, span: Span): Range {
  const at = (offset: number): Position => {
    const part = partAt(file, offset);
    return part ? rangeOf(part, { start: offset - part.offset, end: offset - part.offset }).start : { line: 0, character: 0 };
  };
  return { start: at(span.start), end: at(span.end) };
}

/** The part that a position lies in, and the offset in its document; a position past the end stands at the end. */
export function locate(file: SourceFile, { line, character }: Position): { part: Part; offset: number } | undefined {
  let low = 0;
  let high = file.parts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (file.parts[middle]!.line <= line) low = middle;
    else high = middle;
  }
  const part = file.parts[low];
  return part && { part, offset: lineIndexOf(part.document).offsetAt({ line: line - part.line, column: character }) };
}

/** The offset in the file. */
export function offsetAt(file: SourceFile, position: Position): number {
  const place = locate(file, position);
  return place ? place.part.offset + place.offset : 0;
}

/** A path as every room writes it: of a file on a disk its path, else the URI unescaped. */
export function pathOf(uri: string): string {
  const { scheme, authority, path } = URI.parse(uri);
  if (scheme === "file") return authority ? `//${authority}${path}` : path;
  return authority || path.startsWith("/") ? `${scheme}://${authority}${path}` : `${scheme}:${path}`;
}

export function uriOf(path: string): string {
  const scheme = /^([\w+.-]+):(?:\/\/([^/]*))?(.*)$/s.exec(path);
  if (!scheme) return URI.file(path).toString();
  return URI.from({ scheme: scheme[1]!, authority: scheme[2] ?? "", path: scheme[3]! }).toString();
}
