// Who uses a ConfigMap, a Secret or a claim, as far as a unit tells.

import { namingKinds } from "./words.ts";
import type { ResourceFacts } from "./facts.ts";
import type { Resource } from "./resource.ts";
import { mapField } from "./read.ts";
import { workloadsIn, type Finder } from "./selected.ts";
import { entries } from "../yaml/access.ts";
import type { YamlNode } from "../yaml/tree.ts";

export interface Use {
  /** Somebody refers to it, or has its name in a text. */
  readonly isUsed: boolean;
  /** The entries that are asked for; undefined where somebody takes all of them, or that can't be told. */
  readonly keys: ReadonlySet<string> | undefined;
}

export function useOf({ kind, name = "", namespaceOrDefault }: Resource, unit: Finder): Use {
  const keys = new Set<string>();
  let isUsed = false;
  let takesAll = false;
  for (const other of namingKinds.flatMap((one) => unit.find({ kind: one }))) {
    const found = referencesTo(other, kind, name, namespaceOrDefault);
    for (const reference of found) for (const key of reference.keys) keys.add(key);
    const isSaid = other.words?.includes(name) === true;
    isUsed ||= found.length > 0 || isSaid;
    takesAll ||= isSaid || found.some((reference) => reference.keys.length === 0);
  }
  return { isUsed, keys: takesAll ? undefined : keys };
}

/** What of a ConfigMap or Secret nothing refers to: all of it, or the entries in these fields; nothing where no workload is near. */
export function unusedIn(
  resource: Resource,
  unit: Finder,
  fields: readonly string[],
): { readonly isAll: boolean; readonly entries: readonly { readonly key: string; readonly node: YamlNode }[] } {
  if (workloadsIn(unit, resource.namespaceOrDefault).length === 0) return { isAll: false, entries: [] };
  const { isUsed, keys } = useOf(resource, unit);
  if (!isUsed || !keys) return { isAll: !isUsed, entries: [] };
  const all = fields.flatMap((name) => entries(mapField(resource.node, name)));
  return { isAll: false, entries: all.flatMap(({ key, pair }) => (keys.has(key) ? [] : [{ key, node: pair.key }])) };
}

function referencesTo({ references, namespace: own = "default" }: ResourceFacts, kind: string, name: string, namespace: string) {
  return references.filter((one) => one.kind === kind && one.name === name && (one.namespace ?? own) === namespace);
}

/** Labels and annotations by which tools find objects without naming them, and those of hooks. */
export function isDiscovered({ labels, annotations, namespace }: Resource, markers: readonly string[]): boolean {
  if (namespace === "kube-public" || annotations.has("helm.sh/hook") || annotations.has("argocd.argoproj.io/hook")) return true;
  return markers.some((key) => labels.has(key) || annotations.has(key));
}
