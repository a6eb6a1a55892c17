// Flags variables that a container sets twice.

import { defineRule } from "../../lint/rule.ts";
import { removeItem } from "../../yaml/make-edit.ts";
import type { EnvVar } from "../../kube/env.ts";

export const rule = defineRule({
  id: "duplicate-env-var",
  category: "correctness",
  severity: "error",
  since: "0.2.0",
  summary: "Same environment variable twice in a container",
  sources: ["kube-linter:duplicate-env-var", "kube-score:environment-variable-key-duplication", "kubescape:C-0295"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  fields: ["env.name"],
  on: "container",
  check({ env, label }, report) {
    const first = new Map<string, EnvVar>();
    for (const variable of env) {
      const { name, nameNode, node, value } = variable;
      if (!name || !nameNode) continue;
      const earlier = first.get(name);
      if (!earlier) first.set(name, variable);
      else if (!buildsOn(value, name)) {
        const isSame = value !== undefined && value === earlier.value;
        report(nameNode, `Container \`${label}\` sets \`${name}\` twice`, {
          related: [{ node: earlier.nameNode ?? earlier.node, message: "The first time" }],
          fixes: isSame ? [{ title: `Remove the second \`${name}\``, safety: "safe", edits: [removeItem(node)] }] : [],
        });
      }
    }
  },
});

/** As the API server's own warning: it says nothing where the earlier value is a part of the later one. */
function buildsOn(value: string | undefined, name: string): boolean {
  const earlier = `$(${name})`;
  return value !== undefined && value !== earlier && value.includes(earlier);
}
