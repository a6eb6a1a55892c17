// Which selectors of a unit select which pods, and the ports that they speak of.

import { memo } from "../base/memo.ts";
import { keyOf, type Name, type Owner } from "../kube/name.ts";
import { mentionsOf } from "../kube/mentions.ts";
import { matches } from "../kube/selector.ts";
import { sitesOf, type LabelSite, type SelectorSite } from "../kube/selector-sites.ts";
import { sitesAround, type Site } from "./graph.ts";
import type { Snapshot } from "./snapshot.ts";

export type PlacedSelector = Site & { readonly site: SelectorSite };
export type PlacedLabels = Site & { readonly site: LabelSite };

/** All selectors and all labels of pods in a unit, in the order of its files. */
export interface Selection {
  readonly selectors: readonly PlacedSelector[];
  readonly labels: readonly PlacedLabels[];
}

export function selectionAround(snapshot: Snapshot, path: string): Selection {
  return selectionIn(sitesAround(snapshot, path));
}

const selectionIn = memo((sites: readonly Site[]): Selection => {
  const selectors: PlacedSelector[] = [];
  const labels: PlacedLabels[] = [];
  for (const site of sites) {
    const found = sitesOf(site.part.document);
    for (const selector of found.selectors) selectors.push({ ...site, site: selector });
    for (const labelled of found.labels) labels.push({ ...site, site: labelled });
  }
  return { selectors, labels };
});

/** The pods that a selector selects. */
export function selectedBy({ labels }: Selection, selector: SelectorSite): readonly PlacedLabels[] {
  return labels.filter(({ site }) => selects(selector, site));
}

/** The selectors that select the pods. */
export function selecting({ selectors }: Selection, labels: LabelSite): readonly PlacedSelector[] {
  return selectors.filter(({ site }) => selects(site, labels));
}

/** Other names that stand for the same: the container ports that a target port leads to, and the target ports that lead to one. */
export function neighbours({ selectors, labels }: Selection, name: Name): readonly Name[] {
  if (name.type === "podPort") {
    const own = labels.filter(({ site }) => isSame(site.owner, name));
    const main = selectors.filter(({ site }) => site.purpose === "main" && own.some((pods) => selects(site, pods.site)));
    return main.flatMap(({ site: { resource, owner } }) => {
      const target: Name = { ...owner, type: "targetPort", part: name.part };
      return mentionsOf(resource.document).byKey.has(keyOf(target)) ? [target] : [];
    });
  }
  if (name.type !== "targetPort") return [];
  const main = selectors.filter(({ site }) => site.purpose === "main" && isSame(site.owner, name));
  const pods = labels.filter(({ site }) => main.some((selector) => selects(selector.site, site)));
  return pods.map(({ site }): Name => ({ ...site.owner, type: "podPort", part: name.part }));
}

/** The name and all that are tied to it: a Service can tie the ports of several workloads together. */
export function tiedTo(snapshot: Snapshot, path: string, name: Name): readonly Name[] {
  if (name.type !== "podPort" && name.type !== "targetPort") return [name];
  const selection = selectionAround(snapshot, path);
  const found = new Map([[idOf(name), name]]);
  // The map grows while it is walked: what is added is looked at in its turn.
  for (const next of found.values()) {
    if (found.size > MOST_TIED) break;
    for (const neighbour of neighbours(selection, next)) found.set(idOf(neighbour), found.get(idOf(neighbour)) ?? neighbour);
  }
  return [...found.values()];
}

const MOST_TIED = 100;

function idOf(name: Name): string {
  return `${name.namespace ?? ""} ${keyOf(name)} ${name.local?.start ?? ""}`;
}

function isSame(a: Owner, b: Owner): boolean {
  return a.group === b.group && a.kind === b.kind && a.object === b.object && a.local === b.local && a.namespace === b.namespace;
}

/** A selector that could not be read at all says nothing. */
function selects({ resource, namespace, selector, purpose }: SelectorSite, pods: LabelSite): boolean {
  if (purpose === "own") return resource === pods.resource;
  if (namespace !== pods.namespace || (selector.unresolved && selector.requirements.length === 0)) return false;
  return matches(selector, pods.labels);
}
