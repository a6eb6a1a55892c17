// Finds where an object that another document speaks of is written.

import { memo } from "../base/memo.ts";
import type { Span } from "../base/span.ts";
import { factsOf } from "../kube/facts.ts";
import { resourcesOf } from "../kube/resource.ts";
import { anchorOf } from "../lint/anchor.ts";
import type { Part } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { YamlDocument } from "../yaml/tree.ts";

export interface ResourceName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface ResourcePlace {
  readonly path: string;
  readonly part: Part;
  /** In the part's document. */
  readonly span: Span;
}

/**
 * The first object of that name among the files that are looked up together with `path`. `wanted` is remembered with where it was
 * found, so that the same question at the next keystroke is a look at one document.
 */
export function locateResource(snapshot: Snapshot, path: string, wanted: ResourceName): ResourcePlace | undefined {
  const hint = hints(wanted);
  const part = hint.found && snapshot.files.get(hint.found.path)?.parts[hint.index];
  if (hint.found && part?.document === hint.found.part.document) return { ...hint.found, part };
  const unit = snapshot.unitFor(path);
  for (const file of snapshot.files.values()) {
    if (snapshot.kindOf(file.path) !== "manifest" || snapshot.unitFor(file.path) !== unit) continue;
    for (const [index, candidate] of file.parts.entries()) {
      const span = spanOf(candidate.document, wanted);
      if (span) return Object.assign(hint, { index, found: { path: file.path, part: candidate, span } }).found;
    }
  }
  return undefined;
}

const hints = memo((_wanted: ResourceName): { index: number; found: ResourcePlace | undefined } => ({
  index: -1,
  found: undefined,
}));

function spanOf(document: YamlDocument, wanted: ResourceName): Span | undefined {
  if (!factsOf(document).resources.some(({ kind, name }) => kind === wanted.kind && name === wanted.name)) return undefined;
  const resource = resourcesOf(document).find(
    ({ kind, name, namespaceOrDefault }) =>
      kind === wanted.kind && name === wanted.name && namespaceOrDefault === wanted.namespace,
  );
  return resource && anchorOf(document, resource.node);
}
