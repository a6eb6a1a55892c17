// Writes what a plan changes at the top of a document: its root as a whole, and documents behind it.

import type { TextEdit } from "../base/text-edit.ts";
import { blockPlaces, tailOf } from "./edit-block-places.ts";
import { wantedValue } from "./edit-block.ts";
import { insertAt, replaceSpan } from "./edit-writing.ts";
import type { Writing } from "./edit-writing.ts";
import { isBreak } from "./gap.ts";
import type { YamlNode } from "./tree.ts";
import { writeInline, writeLines } from "./write-block.ts";
import { columnOf, layoutBefore, opensLine } from "./write-layout.ts";
import { join } from "./write-piece.ts";

export function* editRoot(writing: Writing, root: YamlNode): Iterable<TextEdit> {
  const { text, layout, plan } = writing;
  const wanted = plan.replaced.get(root) ?? (opensLine(text, root.start) ? wantedValue(writing, root) : undefined);
  if (wanted === undefined) return yield* writing.within(root);
  const [start, end] = rootSpan(text, root);
  const column = columnOf(text, start);
  yield replaceSpan(start, end, writeInline(wanted, column, layoutBefore(text, end, column, layout)));
}

/** The documents follow each other behind `---` lines, before the `...` that may end this one. */
export function* appendDocuments({ text, plan, layout }: Writing): Iterable<TextEdit> {
  if (plan.documents.length === 0) return;
  const { lineBreak } = layout;
  const marker = /^\.\.\.(?=\s|$)/m.exec(text);
  const isOpen = text !== "" && !marker && !isBreak(text.charCodeAt(text.length - 1));
  const written = plan.documents.map((value) =>
    join([`---${lineBreak}`, writeLines(value, 0, { ...layout, literals: !isOpen })]),
  );
  const all = join(written, lineBreak);
  yield insertAt(marker?.index ?? text.length, isOpen ? join([lineBreak, all]) : join([all, lineBreak]));
}

function rootSpan(text: string, root: YamlNode): readonly [number, number] {
  if ((root.kind !== "map" && root.kind !== "seq") || root.flow) return [root.start, root.end];
  const places = blockPlaces(text, root);
  const first = places[0]?.start ?? root.start;
  const last = places.at(-1);
  return [first, last ? tailOf(text, last, columnOf(text, first) + 1) : root.end];
}
