// Flags variables from entries of ConfigMaps and Secrets that are not there.

import { nearest } from "../../base/nearest.ts";
import { mayBeMade } from "../../kube/makers.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { ValueSourceKind } from "../../kube/env.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "env-ref-unknown",
  category: "correctness",
  severity: ["error", "warning", "info"],
  since: "0.2.0",
  summary: "Environment variable from an unknown ConfigMap, Secret or entry",
  sources: ["kube-linter:env-value-from"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  fields: ["env.valueFrom.configMapKeyRef", "env.valueFrom.secretKeyRef"],
  on: "container",
  neighbours: "missing",
  check({ env, label, pod }, report, { unit }) {
    const namespace = pod.workload.resource.namespaceOrDefault;
    for (const { name: variable = "?", valueFrom } of env) {
      const kind = valueFrom && kinds.get(valueFrom.kind);
      if (!kind || !valueFrom.name || valueFrom.optional || hasHole(valueFrom.name)) continue;
      const { node, name, nameNode, key, keyNode } = valueFrom;
      const message = `Container \`${label}\` takes \`${variable}\` from`;
      const [found] = unit.find({ kind, group: "", namespace, name });
      if (found) {
        if (!keyNode || key === undefined || !found.entries || found.entries.includes(key)) continue;
        const near = nearest(key, found.entries);
        report(keyNode, `${message} \`${key}\`, which ${kind} \`${name}\` does not have`, { fixes: change(node, "key", near) });
      } else if (nameNode && !mayBeMade(unit, kind, namespace)) {
        const others = unit.find({ kind, group: "", namespace });
        const fitting = others.filter(({ entries }) => !entries || key === undefined || entries.includes(key));
        const near = nearest(
          name,
          fitting.flatMap((other) => other.name ?? []),
        );
        const options = { severity: near === undefined ? "info" : "warning", fixes: change(node, "name", near) } as const;
        if (near !== undefined || (kind === "ConfigMap" && others.length > 0))
          report(nameNode, `${message} ${kind} \`${name}\`, which is not there`, options);
      }
    }
  },
});

const kinds: ReadonlyMap<ValueSourceKind, string> = new Map([
  ["configMapKeyRef", "ConfigMap"],
  ["secretKeyRef", "Secret"],
]);

function change(node: YamlMap, key: string, near: string | undefined): readonly Fix[] {
  return near === undefined ? [] : [{ title: `Change to \`${near}\``, safety: "safe", edits: [set(node, [key], near)] }];
}
