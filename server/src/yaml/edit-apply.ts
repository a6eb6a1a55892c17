// Turns edits of a YAML tree into text edits that keep every byte they do not mean to change.

import type { TextEdit } from "../base/text-edit.ts";
import { editBlock } from "./edit-block.ts";
import { appendDocuments, editRoot } from "./edit-document.ts";
import { editFlow } from "./edit-flow.ts";
import { canWrite } from "./edit-limits.ts";
import { planEdits } from "./edit-plan.ts";
import type { Plan } from "./edit-plan.ts";
import { rootOf } from "./edit-read.ts";
import type { Entry } from "./edit-read.ts";
import { inOrder } from "./edit-writing.ts";
import type { Writing } from "./edit-writing.ts";
import type { YamlEdit } from "./edit.ts";
import type { YamlDocument, YamlNode } from "./tree.ts";
import { layoutOf } from "./write-layout.ts";

/**
 * The edits merged into one change of the document's text: ascending and disjoint, with placeholders where a `Hole` is
 * written, empty where all of them hold already. Undefined where one of them cannot be carried out without harm to what
 * it does not mean to change; edit-plan.ts and edit-limits.ts say when.
 */
export function toTextEdits(document: YamlDocument, edits: readonly YamlEdit[]): readonly TextEdit[] | undefined {
  const plan = planEdits(document, edits);
  return plan && canWrite(document, plan) ? inOrder(document.text, writePlan(document, plan)) : undefined;
}

/** Whether the edit is one of this document; a fix may change several documents of a file. */
export function isEditOf(document: YamlDocument, edit: YamlEdit): boolean {
  if (edit.op === "appendDocument") return edit.after === document;
  return rootOf("at" in edit ? edit.at : edit.target) === document.root;
}

function* writePlan(document: YamlDocument, plan: Plan): Iterable<TextEdit> {
  const touched = touchedEntries(plan);
  const writing: Writing = {
    document,
    text: document.text,
    plan,
    layout: layoutOf(document),
    within: (node) => (touched.has(node) ? editCollection(writing, node) : []),
  };
  if (document.root) yield* editRoot(writing, document.root);
  yield* appendDocuments(writing);
}

function editCollection(writing: Writing, node: YamlNode): Iterable<TextEdit> {
  if (node.kind !== "map" && node.kind !== "seq") return [];
  return node.flow ? editFlow(writing, node) : editBlock(writing, node);
}

/** What the plan names, and all that it lies in. */
function touchedEntries(plan: Plan): ReadonlySet<Entry> {
  const touched = new Set<Entry>();
  for (const named of [plan.removed, plan.renamed, plan.replaced, plan.addedPairs, plan.addedItems]) {
    for (const entry of named.keys())
      for (let at: Entry | undefined = entry; at && !touched.has(at); at = at.parent) touched.add(at);
  }
  return touched;
}
