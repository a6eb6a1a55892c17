// The namespaces that a unit knows, with their labels.

import { matches, type Labels, type Selector } from "./selector.ts";
import { workloadsIn, type Finder } from "./selected.ts";

/** The label that every namespace has (Kubernetes "Automatic labelling"). */
const nameLabel = "kubernetes.io/metadata.name";

/** Those that the unit defines, and those that its workloads lie in: of these only the name is known. */
export function knownNamespaces(unit: Finder): readonly Labels[] {
  const found = new Map<string, Labels>();
  for (const { namespace = "default" } of workloadsIn(unit, undefined)) found.set(namespace, new Map([[nameLabel, namespace]]));
  for (const { name, labels } of unit.find({ kind: "Namespace", group: "" }))
    if (name !== undefined) found.set(name, new Map([...labels, [nameLabel, name]]));
  return [...found.values()];
}

/** The names of those that the selector fits. */
export function namespacesOf(unit: Finder, selector: Selector): readonly string[] {
  return knownNamespaces(unit)
    .filter((labels) => matches(selector, labels))
    .flatMap((labels) => labels.get(nameLabel) ?? []);
}
