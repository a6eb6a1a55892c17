// Completes and explains the words of a policy file.

import type { Span } from "../base/span.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import { cursorAt, type KeySlot, type ValueSlot } from "./cursor.ts";
import { policyShape } from "./policy-shape.ts";
import type { RuleIndex } from "./rule-index.ts";
import type { Field, Shape, WordShape } from "./shape.ts";

export interface PolicyCompletion {
  readonly kind: "key" | "value";
  readonly label: string;
  /** A few words; may be empty. */
  readonly detail: string;
  /** Markdown; may be empty. */
  readonly documentation: string;
  /** Replaces `span`. Its second and later lines are indented by what they lie deeper than the first. */
  readonly insertText: string;
  /** The word under the cursor, quotes included: compare it with `insertText`, not with `label`. */
  readonly span: Span;
}

/** What may stand at the offset, in the order of the documentation; what stands beside it already is left out. */
export function completePolicy(document: YamlDocument, offset: number, index: RuleIndex): readonly PolicyCompletion[] {
  const cursor = cursorAt(document.text, offset, policyShape(index));
  if (!cursor) return [];
  const { word, slot } = cursor;
  return slot.kind === "key" ? keys(slot, word) : values(slot, word);
}

/** Markdown on the key or the word at the offset. */
export function hoverPolicy(document: YamlDocument, offset: number, index: RuleIndex): string | undefined {
  const cursor = cursorAt(document.text, offset, policyShape(index));
  if (!cursor || cursor.text === "") return undefined;
  const { slot, text } = cursor;
  const doc = slot.kind === "key" ? slot.shape.fields.get(text)?.doc : wordsOf(slot.shape)?.words.get(text);
  return doc && `**${text}**\n\n${doc}`;
}

function keys({ shape, taken, flow, closed }: KeySlot, span: Span): readonly PolicyCompletion[] {
  return [...shape.fields]
    .filter(([name]) => !taken.has(name))
    .map(([label, { doc, detail = "", shape: value }]) => {
      const insertText = closed ? label : `${label}:${flow ? " " : opening(value)}`;
      return { kind: "key", label, detail, documentation: doc, insertText, span };
    });
}

/** What a value of this shape begins with in block style. */
function opening(shape: Field["shape"]): string {
  if (shape.kind === "map" || shape.kind === "dictionary") return "\n  ";
  return shape.kind === "list" && shape.item.kind === "map" ? "\n  - " : " ";
}

function values({ shape, taken, below }: ValueSlot, span: Span): readonly PolicyCompletion[] {
  if (shape.kind === "boolean") return ["true", "false"].map((label) => plainValue(label, label, span));
  // A list that is not begun yet: the item is offered with what makes it one.
  const isList = shape.kind === "list";
  const words = wordsOf(isList ? shape.item : shape);
  if (!words) return [];
  return [...words.words]
    .filter(([label]) => !taken.has(label))
    .map(([label, documentation]) => {
      const text = words.quoted ? `"${label}"` : label;
      return { ...plainValue(label, isList ? (below ? `- ${text}` : `[${text}]`) : text, span), documentation };
    });
}

function plainValue(label: string, insertText: string, span: Span): PolicyCompletion {
  return { kind: "value", label, detail: "", documentation: "", insertText, span };
}

function wordsOf(shape: Shape): WordShape | undefined {
  if (shape.kind === "either") return shape.scalar;
  return shape.kind === "word" ? shape : undefined;
}
