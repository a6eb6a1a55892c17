// The resources that are looked up together, and the one question that can be asked of them.

import { groupBy } from "../base/group.ts";
import { memo } from "../base/memo.ts";
import type { ResourceFacts } from "../kube/facts.ts";
import { matches } from "../kube/selector.ts";

/** Which resources are wanted. Everything given must hold; `namespace` undefined means any. */
export interface Query {
  readonly kind: string;
  /** The API group, "" for the core; undefined for any. */
  readonly group?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Those whose own selector matches these labels. */
  readonly selects?: ReadonlyMap<string, string>;
  /** Those that scale this object. */
  readonly scales?: { readonly kind: string; readonly name: string };
}

/** A rendered chart, a kustomization, or all plain manifests of a root (architecture: references). */
export interface Unit {
  /** False while some of its files were not read yet: what is not found may only be unknown. */
  readonly complete: boolean;
  /** In the order of the files. What is outside of the unit is unknown, never missing. */
  find(query: Query): readonly ResourceFacts[];
  /** All of a kind: the same object as in the unit before, where nothing that others may know of them changed. */
  ofKind(kind: string): readonly ResourceFacts[];
}

/** Where an object without a namespace lies. */
export const DEFAULT_NAMESPACE = "default";

/** `before`: the unit that this one follows, so that what is equal in both need not be looked at again. */
export function createUnit(resources: readonly ResourceFacts[], complete: boolean, before?: Unit): Unit {
  const kinds = new Map<string, readonly ResourceFacts[]>();
  for (const [kind, found] of groupBy(resources, (resource) => resource.kind)) {
    const old = before?.ofKind(kind);
    kinds.set(kind, old && sameAnswer(old, found) ? old : found);
  }
  const ofKind = (kind: string) => kinds.get(kind) ?? none;
  return {
    complete,
    ofKind,
    find(query) {
      const all = ofKind(query.kind);
      if (all.length === 0) return none;
      const near = query.namespace === undefined ? all : (byNamespace(all).get(query.namespace) ?? none);
      const found = query.selects ? selecting(near, query.selects) : near;
      if (query.group === undefined && query.name === undefined && query.scales === undefined) return found;
      return found.filter(
        (resource) =>
          (query.group === undefined || resource.group === query.group) &&
          (query.name === undefined || resource.name === query.name) &&
          (query.scales === undefined ||
            (resource.scales?.kind === query.scales.kind && resource.scales.name === query.scales.name)),
      );
    },
  };
}

/** Whether two answers say the same. */
export function sameAnswer(a: readonly ResourceFacts[], b: readonly ResourceFacts[]): boolean {
  return a === b || (a.length === b.length && a.every((facts, i) => facts === b[i] || facts.key === b[i]!.key));
}

const none: readonly ResourceFacts[] = [];

const byNamespace = memo((resources: readonly ResourceFacts[]) =>
  groupBy(resources, ({ namespace }) => namespace ?? DEFAULT_NAMESPACE),
);

function selecting(resources: readonly ResourceFacts[], labels: ReadonlyMap<string, string>): readonly ResourceFacts[] {
  const { byLabel, rest } = selectors(resources);
  const found = new Set(rest);
  for (const [key, value] of labels) for (const resource of byLabel.get(`${key}=${value}`) ?? none) found.add(resource);
  if (found.size === 0) return none;
  return [...found].filter(({ selector }) => selector && matches(selector, labels));
}

/** Selectors found by one of the labels they ask for, so that a lookup does not try them all. */
const selectors = memo((resources: readonly ResourceFacts[]) => {
  const byLabel = new Map<string, ResourceFacts[]>();
  const rest: ResourceFacts[] = [];
  for (const resource of resources) {
    if (!resource.selector) continue;
    const equal = resource.selector.requirements.find(({ operator, values }) => operator === "In" && values.length === 1);
    if (!equal) {
      rest.push(resource);
      continue;
    }
    const label = `${equal.key}=${equal.values[0]}`;
    const list = byLabel.get(label);
    if (list) list.push(resource);
    else byLabel.set(label, [resource]);
  }
  return { byLabel, rest };
});
