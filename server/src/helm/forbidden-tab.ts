// Finds the tabs that Go's YAML does not take for white space.

import type { YamlNode } from "../yaml/tree.ts";

/** The offset of a tab at the start of a line, outside of quotes and brackets; -1 where there is none. */
export function forbiddenTab(text: string, root: YamlNode | undefined): number {
  if (!text.includes("\n\t")) return -1;
  for (const { index } of text.matchAll(/\n\t/g)) {
    const node = root && innermost(root, index + 1);
    if (!node || !isLoose(node)) return index + 1;
  }
  return -1;
}

/** Whether line starts mean nothing in the node. */
function isLoose(node: YamlNode): boolean {
  if (node.kind === "scalar") return node.style === "single" || node.style === "double";
  return node.kind !== "alias" && node.flow;
}

function innermost(node: YamlNode, offset: number): YamlNode | undefined {
  if (offset < node.start || offset >= node.end) return undefined;
  const below =
    node.kind === "map" ? node.pairs.flatMap(({ key, value }) => [key, value]) : node.kind === "seq" ? node.items : [];
  for (const child of below) {
    const found = innermost(child, offset);
    if (found) return found;
  }
  return node;
}
