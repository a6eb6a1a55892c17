// What a kustomization names: its resources, the folders it builds on, its patches.

import { memo } from "../base/memo.ts";
import { dirname, join } from "../base/path.ts";
import { get, items, textOf } from "../yaml/access.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { SourceFile } from "./file.ts";

export interface Kustomization {
  /** Files and folders whose content it takes over whole (`resources`, `bases`, `components`, `crds`). */
  readonly resources: readonly string[];
  /** Files that hold parts of objects (kubectl.docs.kubernetes.io, "patches", "patchesStrategicMerge", "patchesJson6902"). */
  readonly patches: readonly string[];
}

/** The names kubectl looks for. */
export const kustomizationNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** Paths are absolute; what is no path (an URL, an inline patch) resolves to a path that nothing has. */
export const readKustomization: (file: SourceFile) => Kustomization = memo((file) => {
  const folder = dirname(file.path);
  const root = file.parts.find(({ document }) => document.root !== undefined)?.document.root;
  const named = (key: string, pick: (item: YamlNode) => YamlNode | undefined = (item) => item) =>
    (items(get(root, key)) ?? [])
      .flatMap((item) => textOf(pick(item)) ?? [])
      .filter((text) => !/[\n:]/.test(text))
      .map((text) => join(folder, text));
  return {
    resources: ["resources", "bases", "components", "crds"].flatMap((key) => named(key)),
    patches: [
      ...named("patchesStrategicMerge"),
      ...["patches", "patchesJson6902"].flatMap((key) => named(key, (item) => get(item, "path"))),
      ...named("transformers"),
      ...named("configurations"),
      ...named("replacements", (item) => get(item, "path")),
    ],
  };
});
