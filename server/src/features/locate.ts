// Finds where an object that another document speaks of is written.

import type { Range } from "vscode-languageserver-types";
import { anchorOf } from "../lint/anchor.ts";
import { resourcesOf } from "../kube/resource.ts";
import { factsOf } from "../kube/facts.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { DEFAULT_NAMESPACE } from "../workspace/unit.ts";
import { rangeOf } from "./convert.ts";

export interface ResourceName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The first object of that name among the files that are looked up together with `path`. */
export function locateResource(
  snapshot: Snapshot,
  path: string,
  wanted: ResourceName,
): { path: string; range: Range } | undefined {
  const unit = snapshot.unitFor(path);
  for (const file of snapshot.files.values()) {
    if (snapshot.kindOf(file.path) !== "manifest" || snapshot.unitFor(file.path) !== unit) continue;
    for (const part of file.parts) {
      if (!factsOf(part.document).resources.some((facts) => facts.kind === wanted.kind && facts.name === wanted.name)) continue;
      const resource = resourcesOf(part.document).find(
        ({ kind, name, namespace }) =>
          kind === wanted.kind && name === wanted.name && (namespace ?? DEFAULT_NAMESPACE) === wanted.namespace,
      );
      if (resource) return { path: file.path, range: rangeOf(part, anchorOf(part.document, resource.node)) };
    }
  }
  return undefined;
}
