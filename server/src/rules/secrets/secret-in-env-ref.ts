// Flags containers that get Secrets as environment variables.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "secret-in-env-ref",
  category: "secrets",
  severity: "info",
  since: "0.2.0",
  summary: "Secret in an environment variable",
  sources: [
    "kube-linter:read-secret-from-env-var",
    "checkov:CKV_K8S_35",
    "kubescape:C-0207",
    "kubescape:C-0259",
    "kubescape:C-0012",
    "kubesec:SecretsAsEnvironmentVariables",
    "kyverno:secrets-not-from-env-vars",
    "kyverno:no-secrets",
    "kics:3d658f8b-d988-41a0-a841-40043121de1e",
    "terrascan:AC_K8S_0051",
  ],
  standards: ["CIS-5.4.1"],
  presets: [],
  fields: ["env.valueFrom.secretKeyRef", "envFrom.secretRef"],
  on: "container",
  check(container, report) {
    const { env, envFrom, label } = container;
    for (const { name = "?", valueFrom } of env)
      if (valueFrom?.kind === "secretKeyRef")
        report(valueFrom.nameNode ?? valueFrom.node, `Variable \`${name}\` of container \`${label}\` holds a Secret`);
    for (const { kind, name = "?", nameNode, node } of envFrom)
      if (kind === "secretRef")
        report(nameNode ?? node, `Container \`${label}\` gets all of Secret \`${name}\` as environment variables`);
  },
});
