// Where a finding on a node is shown: one short stretch of one line.

import type { Span } from "../base/span.ts";
import { get } from "../yaml/access.ts";
import type { YamlDocument, YamlMap, YamlNode } from "../yaml/tree.ts";

/**
 * A scalar for itself (its first line), a map or sequence by its key; an item of a list by its name, else its first key; a
 * whole object by its name, else its kind. An empty value stands by its key.
 */
export function anchorOf(document: YamlDocument, node: YamlNode): Span {
  return firstLine(document.text, anchorNode(node));
}

function anchorNode(node: YamlNode): Span {
  const written = node.kind === "alias" || (node.kind === "scalar" && node.end > node.start);
  if (written) return node;
  const { parent } = node;
  if (parent && "key" in parent) return parent.key === node ? node : parent.key;
  if (node.kind === "map") return nameOf(node) ?? node.pairs[0]?.key ?? node;
  return node;
}

/** `name` of a list item; `metadata.name`, else `kind`, of an object. */
function nameOf(map: YamlMap): Span | undefined {
  for (const candidate of [get(get(map, "metadata"), "name"), get(map, "name"), get(map, "kind")])
    if (candidate?.kind === "scalar" && candidate.end > candidate.start) return candidate;
  return undefined;
}

function firstLine(text: string, { start, end }: Span): Span {
  const stop = text.slice(start, end).search(/[\r\n]/);
  return { start, end: stop < 0 ? end : start + stop };
}
