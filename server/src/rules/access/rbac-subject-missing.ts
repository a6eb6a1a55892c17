// Flags bindings to service accounts that nothing creates.

import { nearest } from "../../base/nearest.ts";
import { isUsedByOperators } from "../../kube/account-users.ts";
import { isDeployedTo } from "../../kube/deployed-namespaces.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { set } from "../../yaml/make-edit.ts";
import type { ResourceFacts } from "../../kube/facts.ts";
import type { YamlNode } from "../../yaml/tree.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-subject-missing",
  category: "access",
  severity: ["warning", "info"],
  since: "0.2.0",
  summary: "Bound service account is not there",
  sources: ["popeye:1300"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  fields: ["subjects.name"],
  on: "binding",
  neighbours: "missing",
  check({ resource, isCluster, subjects }, report, { unit }) {
    const accounts = unit.find({ kind: "ServiceAccount", group: "" });
    if (accounts.length === 0) return;
    for (const { kind, name, nameNode, namespace = isCluster ? undefined : resource.namespaceOrDefault } of subjects) {
      if (kind !== "ServiceAccount" || !nameNode || !name || name === "default" || hasHole(name)) continue;
      if (namespace === undefined || !isDeployedTo(unit, namespace)) continue;
      const inReach = accounts.filter((account) => (account.namespace ?? "default") === namespace);
      if (inReach.some((account) => account.name === name)) continue;
      const missing = `ServiceAccount \`${name}\` is not in namespace \`${namespace}\``;
      const near = nearest(name, names(inReach));
      const elsewhere = accounts.find((account) => account.name === name);
      if (near !== undefined) report(nameNode, `${missing} (did you mean \`${near}\`?)`, { fixes: () => rename(nameNode, near) });
      else if (elsewhere) report(nameNode, `${missing}, but in \`${elsewhere.namespace ?? "default"}\``);
      else if (!isUsedByOperators(unit)) report(nameNode, missing, { severity: "info" });
    }
  },
});

function names(accounts: readonly ResourceFacts[]): readonly string[] {
  return accounts.flatMap(({ name }) => name ?? []);
}

function rename({ parent }: YamlNode, name: string): readonly Fix[] {
  const owner = parent && "key" in parent ? parent.parent : undefined;
  return owner ? [{ title: `Change it to \`${name}\``, safety: "confirm", edits: [set(owner, ["name"], name)] }] : [];
}
