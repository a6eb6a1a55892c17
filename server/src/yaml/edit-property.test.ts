// Random edits of random documents, held against the model.

import assert from "node:assert/strict";
import test from "node:test";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { applyTextEdits } from "../base/text-edit.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { toTextEdits } from "./edit-apply.ts";
import type { YamlEdit } from "./edit.ts";
import { applyToModel, valueOf } from "./edit-model.test.ts";
import { editSketch, json, makeEdit, manifest, nodesOf } from "./edit-random.test.ts";
import { parseDocument } from "./parse.ts";
import type { YamlDocument, YamlNode } from "./tree.ts";

const SETTINGS = { seed: 20_261_124, numRuns: 300 };

test("random manifests can be read", () => {
  fc.assert(
    fc.property(manifest, (text) => {
      assert.deepEqual(parseDocument(text).problems, [], text);
    }),
    SETTINGS,
  );
});

test("random edits change the values that they address and nothing else", () => {
  let written = 0;
  fc.assert(
    fc.property(manifest, fc.array(editSketch, { minLength: 1, maxLength: 5 }), (text, sketches) => {
      const document = parseDocument(text);
      const makers = sketches.flatMap((sketch) => makeEdit(document, sketch) ?? []);
      const edits = makers.flatMap((make) => make(document) ?? []);
      const expected = applyToModel(document, edits);
      const changes = toTextEdits(document, edits);
      const shown = () => `${text}\n=== ${describe(edits)}\n=== ${changes && applyTextEdits(text, changes)}`;
      assert.equal(changes === undefined, expected === undefined, `refused: ${shown()}`);
      if (!changes || !expected) return;
      written++;
      const result = parseDocument(applyTextEdits(text, changes));
      assert.deepEqual(result.problems, [], shown());
      assert.deepEqual(valueOf(result), expected.value, shown());
      assert.deepEqual(lostComments(document, result, expected.kept), [], shown());
      assert.deepEqual(overwritten(document, changes, expected.kept), [], shown());
      if (!edits.every(({ op }) => op === "set" || op === "insertItem")) return;
      const again = makers.flatMap((make) => make(result) ?? []);
      // Of edits that contradict each other not all can hold.
      if (again.every((edit) => isDeepStrictEqual(applyToModel(result, [edit])?.value, valueOf(result)))) {
        assert.deepEqual(toTextEdits(result, again), [], `again: ${shown()}`);
      }
    }),
    SETTINGS,
  );
  assert(written > SETTINGS.numRuns / 2, `only ${written} were written`);
});

test("JSON stays JSON", () => {
  fc.assert(
    fc.property(json, fc.array(editSketch, { minLength: 1, maxLength: 4 }), (text, sketches) => {
      const document = parseDocument(text);
      const edits = sketches.flatMap((sketch) => makeEdit(document, sketch)?.(document) ?? []);
      const expected = applyToModel(document, edits);
      const changes = toTextEdits(document, edits);
      const shown = `${text}\n=== ${describe(edits)}\n=== ${changes && applyTextEdits(text, changes)}`;
      assert.equal(changes === undefined, expected === undefined, shown);
      if (changes) assert.deepEqual(parseJson(applyTextEdits(text, changes)), expected?.value, shown);
    }),
    SETTINGS,
  );
});

/** Comments that went though neither the value before nor the one behind them did. */
function lostComments(document: YamlDocument, result: YamlDocument, kept: ReadonlySet<YamlNode>): readonly string[] {
  const left = new Set(result.comments.map((comment) => textOf(result, comment)));
  const leaves = leavesOf(document);
  return document.comments
    .filter((comment) => {
      const before = leaves.findLast((leaf) => leaf.end <= comment.start || leaf.start <= comment.start);
      const after = leaves.find((leaf) => leaf.start >= comment.end);
      return (!before || kept.has(before)) && (!after || kept.has(after));
    })
    .map((comment) => textOf(document, comment))
    .filter((text) => !left.has(text));
}

/** Values that stay and yet lie in a replaced stretch. */
function overwritten(document: YamlDocument, changes: readonly TextEdit[], kept: ReadonlySet<YamlNode>): readonly string[] {
  return leavesOf(document)
    .filter(
      (leaf) =>
        kept.has(leaf) &&
        leaf.kind === "scalar" &&
        leaf.end > leaf.start &&
        changes.some(({ start, end }) => start < leaf.end && leaf.start < end),
    )
    .map((leaf) => textOf(document, leaf));
}

/** Scalars and empty collections. */
function leavesOf({ root }: YamlDocument): readonly YamlNode[] {
  return root ? nodesOf(root).filter(isLeaf) : [];
}

function isLeaf(node: YamlNode): boolean {
  if (node.kind === "map") return node.pairs.length === 0;
  return node.kind === "scalar" || (node.kind === "seq" && node.items.length === 0);
}

function textOf({ text }: YamlDocument, { start, end }: { readonly start: number; readonly end: number }): string {
  return text.slice(start, end);
}

function describe(edits: readonly YamlEdit[]): string {
  return edits
    .map((edit) => `${edit.op} ${JSON.stringify({ ...edit, at: undefined, target: undefined, where: whereOf(edit) })}`)
    .join("\n");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

function whereOf(edit: YamlEdit): number {
  if (edit.op === "appendDocument") return 0;
  const place = "at" in edit ? edit.at : edit.target;
  return "kind" in place ? place.start : place.key.start;
}
