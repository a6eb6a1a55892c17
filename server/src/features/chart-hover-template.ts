// What a template's own author says of it.

import type { ParsedText } from "../template/parsed-text.ts";

/** The comment right before a definition, or the first thing in it. */
export function commentBefore({ text, comments }: ParsedText, start: number): string {
  const before = comments.findLast(({ end }) => end <= start);
  if (before && /^\s*-?\}\}\s*$/.test(text.slice(before.end, start))) return wordsOf(text.slice(before.start, before.end));
  const head = text.indexOf("}}", start);
  const inside = comments.find((comment) => comment.start > head);
  return inside && /^\}\}\s*\{\{-?\s*$/.test(text.slice(head, inside.start)) ? wordsOf(text.slice(inside.start, inside.end)) : "";
}

function wordsOf(comment: string): string {
  return comment
    .slice(2, -2)
    .split("\n")
    .map((line) => line.replace(/^\s*\*?\s?/, ""))
    .join("\n")
    .trim();
}
