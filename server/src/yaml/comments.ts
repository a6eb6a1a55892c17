// Finds the comments of a document.

import { isBlank, isBreak, lineEnd } from "./gap.ts";
import type { YamlComment, YamlScalar } from "./tree.ts";

/** The comments of `text`, given all its scalars in ascending order. A `#` that no white space precedes opens none. */
export function scanComments(text: string, scalars: readonly YamlScalar[]): readonly YamlComment[] {
  const comments: YamlComment[] = [];
  let index = 0;
  for (let at = text.indexOf("#"); at >= 0; at = text.indexOf("#", at)) {
    while (index < scalars.length && (scalars[index]?.end ?? 0) <= at) index++;
    const scalar = scalars[index];
    if (scalar && contentStart(text, scalar) <= at) at = scalar.end;
    else if (!opensComment(text, at)) at++;
    else {
      const end = lineEnd(text, at);
      comments.push({ start: at, end, ownLine: standsAlone(text, at) });
      at = end;
    }
  }
  return comments;
}

/** A block scalar's first line may end with a comment. */
function contentStart(text: string, scalar: YamlScalar): number {
  const block = scalar.style === "literal" || scalar.style === "folded";
  return block ? lineEnd(text, scalar.start) : scalar.start;
}

function opensComment(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return isBlank(before) || before === 0xfeff;
}

function standsAlone(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const c = text.charCodeAt(i);
    if (isBreak(c)) return true;
    if (!isBlank(c) && c !== 0xfeff) return false;
  }
  return true;
}
