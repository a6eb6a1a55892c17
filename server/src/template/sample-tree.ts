// Writes a tree in short for tests: `[text] action if([then] else [other])`.

import type { ListNode, Node } from "./node.ts";

export function nodeTexts({ nodes }: ListNode): string {
  return nodes.map(textOf).join(" ");
}

function textOf(node: Node): string {
  switch (node.kind) {
    case "text":
      return `[${node.text}]`;
    case "if":
    case "with":
    case "range": {
      const others = node.elseList ? ` else ${nodeTexts(node.elseList)}` : "";
      return `${node.kind}(${nodeTexts(node.list)}${others})`;
    }
    default:
      return node.kind;
  }
}
