// The kinds that a workspace knows: those that its own definitions make, then those that are shipped.

import { memo } from "../base/memo.ts";
import { DEFINITION, definedKinds } from "../kube/defined-kinds.ts";
import { factsOf, type ResourceFacts } from "../kube/facts.ts";
import { joinCatalogues } from "../schema/catalogue.ts";
import type { Catalogue } from "../schema/schema.ts";
import type { SourceFile } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Engine } from "./engine.ts";

/** Definitions of all files count, whatever unit they are in: a cluster has them all. The same object while they are the same. */
export function catalogueOf({ snapshot, schemas }: Pick<Engine, "snapshot" | "schemas">): Catalogue {
  const definitions = definitionsIn(snapshot);
  const known = lasts(schemas);
  const { last } = known;
  if (last && isSame(last.definitions, definitions)) return last.catalogue;
  const catalogue = definitions.length > 0 ? joinCatalogues(definedKinds(definitions, schemas), schemas) : schemas;
  known.last = { definitions, catalogue };
  return catalogue;
}

interface Known {
  readonly definitions: readonly ResourceFacts[];
  readonly catalogue: Catalogue;
}

const lasts = memo((_shipped: Catalogue): { last?: Known } => ({}));

const definitionsIn: (snapshot: Snapshot) => readonly ResourceFacts[] = memo(({ files }) =>
  [...files.values()].flatMap(definitionsInFile),
);

/** Most files are told by their text alone, and never parsed for this. A chart's templates hold no YAML. */
const definitionsInFile: (file: SourceFile) => readonly ResourceFacts[] = memo((file) => {
  const { path, text } = file;
  if (!text.includes(DEFINITION) || path.includes("/templates/")) return [];
  return file.parts.flatMap(({ document }) => factsOf(document).resources.filter(({ definition }) => definition !== undefined));
});

function isSame(a: readonly ResourceFacts[], b: readonly ResourceFacts[]): boolean {
  return a.length === b.length && a.every((facts, i) => facts === b[i]);
}
