// Finds objects by kind and name in all folders.

import { SymbolKind, type WorkspaceSymbol } from "vscode-languageserver-types";
import { memo } from "../base/memo.ts";
import { factsOf } from "../kube/facts.ts";
import { resourcesOf } from "../kube/resource.ts";
import { hasHole } from "../kube/unresolved.ts";
import { anchorOf } from "../lint/anchor.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import { rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";

/** More than anyone reads: the next letter of the query narrows them down. */
const MOST = 1000;

/** The letters of the query in their order, as editors match; best first is the editor's business. */
export function workspaceSymbols({ snapshot, client }: Engine, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, "");
  const found: WorkspaceSymbol[] = [];
  for (const { path, parts } of snapshot.files.values()) {
    for (const part of parts)
      for (const { label, lower, namespace, index } of labelsOf(part.document)) {
        if (!isSubsequence(wanted, lower)) continue;
        if (snapshot.kindOf(path) !== "manifest") break;
        const { node } = resourcesOf(part.document)[index]!;
        found.push({
          name: label,
          kind: SymbolKind.Object,
          location: { uri: client.uriOf(path), range: rangeOf(part, anchorOf(part.document, node)) },
          ...(namespace !== undefined && { containerName: namespace }),
        });
        if (found.length >= MOST) return found;
      }
  }
  return found;
}

interface Label {
  readonly label: string;
  readonly lower: string;
  readonly namespace: string | undefined;
  /** In `resourcesOf`. */
  readonly index: number;
}

const labelsOf = memo((document: YamlDocument): readonly Label[] =>
  factsOf(document).resources.flatMap(({ kind, name, namespace }, index) => {
    if (name === undefined || hasHole(name)) return [];
    const label = `${kind}/${name}`;
    return { label, lower: label.toLowerCase(), namespace, index };
  }),
);

function isSubsequence(wanted: string, text: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
