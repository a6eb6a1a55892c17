// Compiles the custom resources of widely used operators from the pinned packages.

import type { PlainDefinition, PlainField, PlainKind, PlainSchemas } from "../../schema/shape.ts";
import { byType, withRefs, type Definition, type Draft, type DraftKind } from "./draft.ts";
import { readModels } from "./models.ts";
import { correctOperators } from "./operator-corrections.ts";
import { isNamespaced, isServed, pluralOf } from "./operator-kinds.ts";

export const operatorPackages = [
  "argo-cd",
  "argo-rollouts",
  "argo-workflows",
  "cert-manager",
  "external-secrets",
  "flux-cd",
  "gateway-api",
  "istio",
  "keda",
  "knative",
  "prometheus-operator",
  "traefik",
].map((name) => `@kubernetes-models/${name}`);

/** `isKnown` are the definitions of Kubernetes' own, which need not be repeated. */
export function readOperators(isKnown: (name: string) => boolean): Draft {
  return readModels(operatorPackages, isKnown);
}

/** `core` has Kubernetes' own definitions. */
export function compileOperators(isKnown: (name: string) => boolean, core: Draft): PlainSchemas {
  const { definitions, kinds } = shareEqual(correctOperators(readOperators(isKnown), core));
  const names = new Set(kinds.map(({ definition }) => definition));
  const single = kinds.filter(
    ({ group, kind, definition }) =>
      isServed(group, kind) && !(definition.endsWith("List") && names.has(definition.slice(0, -4))),
  );
  const reachable = reachableFrom(single, definitions);
  return {
    kinds: single.map((kind) => plainKind(kind, names)).sort((a, b) => (a.definition < b.definition ? -1 : 1)),
    definitions: [...reachable].map((name) => plainDefinition(name, definitions.get(name)!)).sort(byType),
  };
}

/** Versions of one kind often have the same parts: what has the same fields is written once. */
export function shareEqual({ definitions, kinds }: Draft): Draft {
  let current = definitions;
  for (;;) {
    const first = new Map<string, string>();
    const renamed = new Map<string, string>();
    for (const [name, definition] of [...current].sort()) {
      const text = JSON.stringify([definition.doc, [...definition.fields]]);
      const known = first.get(text);
      if (known === undefined) first.set(text, name);
      else renamed.set(name, known);
    }
    if (renamed.size === 0) return { definitions: current, kinds };
    kinds = kinds.map((kind) => ({ ...kind, definition: renamed.get(kind.definition) ?? kind.definition }));
    const kept = [...current].filter(([name]) => !renamed.has(name));
    current = new Map(kept.map(([name, definition]) => [name, withRefs(definition, renamed)]));
  }
}

function reachableFrom(kinds: readonly DraftKind[], definitions: ReadonlyMap<string, Definition>): ReadonlySet<string> {
  const found = new Set<string>();
  const todo = kinds.map(({ definition }) => definition);
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const definition = definitions.get(name);
    if (!definition || found.has(name)) continue;
    found.add(name);
    for (const { shape } of definition.fields.values()) {
      let inner = shape;
      while (inner.items) inner = inner.items;
      if (inner.ref !== undefined) todo.push(inner.ref);
    }
  }
  return found;
}

function plainKind(kind: DraftKind, names: ReadonlySet<string>): PlainKind {
  return {
    ...kind,
    plural: pluralOf(kind.kind),
    isNamespaced: isNamespaced(kind.group, kind.kind),
    isListed: names.has(`${kind.definition}List`),
  };
}

function plainDefinition(name: string, { doc, fields }: Definition): PlainDefinition {
  const plain = [...fields].map(([key, { shape, isRequired, doc: prose }]): PlainField => ({
    name: key,
    doc: prose,
    shape,
    ...(isRequired ? { required: {} } : {}),
  }));
  return { name, doc, fields: plain.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
