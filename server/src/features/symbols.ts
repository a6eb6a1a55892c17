// The outline of a file: its objects, and the containers in them.

import { SymbolKind, type DocumentSymbol } from "vscode-languageserver-types";
import { anchorOf } from "../lint/anchor.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Part } from "../workspace/file.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { rangeOf } from "./convert.ts";

export function documentSymbols(snapshot: Snapshot, path: string): DocumentSymbol[] {
  const file = snapshot.files.get(path);
  if (!file || snapshot.kindOf(path) !== "manifest") return [];
  return file.parts.flatMap((part) => resourcesOf(part.document).map((resource) => resourceSymbol(part, resource)));
}

function resourceSymbol(part: Part, resource: Resource): DocumentSymbol {
  const containers = resource.workload?.pod.containers ?? [];
  return {
    ...symbol(part, resource.node, `${resource.kind}/${resource.name ?? "?"}`, SymbolKind.Object),
    ...(resource.namespace && { detail: resource.namespace }),
    children: containers.map((container) => ({
      ...symbol(part, container.node, container.name ?? "?", SymbolKind.Package),
      detail: container.role,
    })),
  };
}

function symbol(part: Part, node: YamlNode, name: string, kind: SymbolKind): DocumentSymbol {
  return { name, kind, range: rangeOf(part, node), selectionRange: rangeOf(part, anchorOf(part.document, node)) };
}
