// Where a document writes labels of pods, and selectors that ask for them.

import { memo } from "../base/memo.ts";
import { mapField, mapItems } from "./read.ts";
import { ownerOf, type Owner } from "./name.ts";
import { labelSelector, type Labels, type Selector } from "./selector.ts";
import { podSelectorOf } from "./pod-selector.ts";
import { resourcesOf, type Resource } from "./resource.ts";
import type { Workload } from "./workload.ts";
import type { YamlDocument, YamlMap } from "../yaml/tree.ts";

interface Site {
  readonly resource: Resource;
  readonly owner: Owner;
  /** Where it selects or is selected: the namespace written, or `default`. */
  readonly namespace: string;
}

export interface SelectorSite extends Site {
  readonly node: YamlMap;
  readonly selector: Selector;
  /** What the object is for (a Service, budget, policy), the workload's own pods only, or a rule in passing (peers, affinity). */
  readonly purpose: "main" | "own" | "aside";
}

export interface LabelSite extends Site {
  readonly workload: Workload;
  /** Undefined where the pods have none. */
  readonly node: YamlMap | undefined;
  readonly labels: Labels;
}

export interface Sites {
  readonly selectors: readonly SelectorSite[];
  readonly labels: readonly LabelSite[];
}

export const sitesOf: (document: YamlDocument) => Sites = memo((document) => {
  const resources = resourcesOf(document);
  return { selectors: resources.flatMap(selectorsIn), labels: resources.flatMap(labelsIn) };
});

function labelsIn(resource: Resource): LabelSite[] {
  const { workload } = resource;
  if (!workload) return [];
  return [{ ...siteOf(resource), workload, node: mapField(workload.podMetadata, "labels"), labels: workload.podLabels }];
}

function selectorsIn(resource: Resource): SelectorSite[] {
  const main = podSelectorOf(resource);
  const mainNode = mapField(resource.spec, "selector") ?? mapField(resource.spec, "podSelector");
  const site = siteOf(resource);
  const found: SelectorSite[] = main && mainNode ? [{ ...site, node: mainNode, selector: main, purpose: "main" }] : [];
  const { workload } = resource;
  const ownNode = workload && mapField(resource.spec, "selector");
  if (ownNode && workload.selector) found.push({ ...site, node: ownNode, selector: workload.selector, purpose: "own" });
  for (const node of [...peersIn(resource), ...(workload ? scheduledBeside(workload) : [])]) {
    const selector = labelSelector(node);
    if (selector && selector.requirements.length > 0) found.push({ ...site, node, selector, purpose: "aside" });
  }
  return found;
}

function siteOf(resource: Resource): Site {
  return { resource, owner: ownerOf(resource), namespace: resource.namespaceOrDefault };
}

/** Peers of a NetworkPolicy in its own namespace. */
function peersIn({ kind, spec }: Resource): YamlMap[] {
  if (kind !== "NetworkPolicy") return [];
  const rules = [...mapItems(spec, "ingress"), ...mapItems(spec, "egress")];
  const peers = rules.flatMap((rule) => [...mapItems(rule, "from"), ...mapItems(rule, "to")]);
  return peers.flatMap((peer) => (mapField(peer, "namespaceSelector") ? [] : (mapField(peer, "podSelector") ?? [])));
}

/** The selectors of affinities and topology spread constraints. */
function scheduledBeside({ pod }: Workload): YamlMap[] {
  const affinity = mapField(pod.node, "affinity");
  const terms = ["podAffinity", "podAntiAffinity"].flatMap((key) => {
    const rules = mapField(affinity, key);
    const preferred = mapItems(rules, "preferredDuringSchedulingIgnoredDuringExecution");
    return [
      ...mapItems(rules, "requiredDuringSchedulingIgnoredDuringExecution"),
      ...preferred.flatMap((term) => mapField(term, "podAffinityTerm") ?? []),
    ];
  });
  return [...terms, ...mapItems(pod.node, "topologySpreadConstraints")].flatMap((term) => mapField(term, "labelSelector") ?? []);
}
