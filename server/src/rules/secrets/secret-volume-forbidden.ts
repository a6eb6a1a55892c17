// Flags pods that use Secrets of the API where the team keeps them elsewhere.

import { textGlob } from "../../base/glob.ts";
import { sourcesOf } from "../../kube/mounted-source.ts";
import type { YamlNode } from "../../yaml/tree.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "secret-volume-forbidden",
  category: "secrets",
  severity: "info",
  since: "0.2.0",
  summary: "Secret that is not allowed",
  sources: ["kyverno:no-secrets", "kyverno:restrict-secrets-by-name", "kyverno:restrict-secrets-by-label"],
  standards: [],
  presets: [],
  fields: ["volumes.secret.secretName", "env.valueFrom.secretKeyRef", "envFrom.secretRef"],
  options: {
    allowed: {
      type: "strings",
      default: [],
      doc: "Globs of the Secrets that pods may use, such as `*-tls`; none by default.",
    },
  },
  on: "pod",
  check(pod, report, { options }) {
    const check = (name: string | undefined, node: YamlNode | undefined, by: string) => {
      if (name === undefined || !node || options.allowed.some((pattern) => textGlob(pattern).matches(name))) return;
      report(node, `${by} uses Secret \`${name}\`, which is not allowed`);
    };
    for (const { label, env, envFrom } of pod.containers) {
      const by = `Container \`${label}\``;
      for (const { valueFrom } of env) if (valueFrom?.kind === "secretKeyRef") check(valueFrom.name, valueFrom.nameNode, by);
      for (const { kind, name, nameNode } of envFrom) if (kind === "secretRef") check(name, nameNode, by);
    }
    for (const { name, nameNode } of sourcesOf(pod, "Secret")) check(name, nameNode, "Pod");
  },
});
