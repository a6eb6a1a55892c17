// The kinds that definitions of custom resources in files or folders make, before those that are shipped.

import { catalogueOf } from "../features/catalogue.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import type { Catalogue } from "../schema/schema.ts";
import { apply, createSnapshot } from "../workspace/snapshot.ts";
import { readInputs } from "./load.ts";
import { resolveTargets } from "./targets.ts";
import type { World } from "./world.ts";

/** `problems` are sentences without a full stop: of files that can't be read. */
export function definedIn(
  paths: readonly string[],
  index: RuleIndex,
  { disk, folder, today, schemas }: World,
): { readonly catalogue: Catalogue; readonly problems: readonly string[] } {
  const targets = resolveTargets(disk, folder, paths);
  // What lies beside a named file is not meant.
  const meant = { ...targets, roots: targets.roots.filter(({ whole }) => whole) };
  const { texts, problems } = readInputs(disk, folder, meant, undefined, () => {});
  const { snapshot } = apply(createSnapshot({ index, today }), { files: texts });
  return {
    catalogue: catalogueOf({ snapshot, schemas }),
    problems: [...targets.problems, ...problems]
      .filter(({ severity }) => severity === "error")
      .map(({ file, message }) => `${file}: ${message}`),
  };
}
