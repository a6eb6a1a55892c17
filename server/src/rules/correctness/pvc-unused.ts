// Flags claims of storage that no workload mounts.

import { workloadsIn } from "../../kube/selected.ts";
import { isDiscovered, useOf } from "../../kube/use.ts";
import type { ResourceFacts } from "../../kube/facts.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "pvc-unused",
  category: "correctness",
  severity: "info",
  since: "0.2.0",
  summary: "PersistentVolumeClaim that no workload mounts",
  sources: ["popeye:400"],
  standards: [],
  presets: ["strict"],
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit }) {
    const { group, kind, name, label, namespaceOrDefault: namespace } = resource;
    if (group !== "" || kind !== "PersistentVolumeClaim" || name === undefined || isDiscovered(resource, [])) return;
    if (workloadsIn(unit, namespace).length === 0 || isOfStatefulSet(name, unit.find({ kind: "StatefulSet", namespace }))) return;
    if (!useOf(resource, unit).isUsed) report(resource, `No workload mounts ${label}`, { tags: ["unnecessary"] });
  },
});

/** Some StatefulSet of the namespace has the name between the template's and the number. */
function isOfStatefulSet(name: string, sets: readonly ResourceFacts[]): boolean {
  const [, rest] = /^(.+)-\d+$/.exec(name) ?? [];
  return rest !== undefined && sets.some((set) => set.name !== undefined && rest.endsWith(`-${set.name}`));
}
