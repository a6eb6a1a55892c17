// Flags roles that nothing binds.

import { textGlob } from "../../base/glob.ts";
import { bindingsIn } from "../../kube/account-roles.ts";
import { isDefaultRole } from "../../kube/rbac-grant.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "role-unused",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Role that nothing binds",
  sources: ["popeye:400"],
  standards: [],
  presets: [],
  options: {
    ignore: {
      type: "strings",
      default: ["*-viewer", "*-viewer-role", "*-editor", "*-editor-role", "*-admin-role"],
      doc: "Globs of names that may be bound elsewhere, such as an operator's roles for people.",
    },
  },
  on: "role",
  neighbours: "missing",
  check(role, report, { options, unit }) {
    const { resource, isCluster, aggregation } = role;
    const { name, kind, labels, namespaceOrDefault: namespace } = resource;
    if (name === undefined || hasHole(name) || aggregation || isDefaultRole(role)) return;
    if ([...labels.keys()].some((key) => key.includes("aggregate-to-"))) return;
    if (options.ignore.some((pattern) => textGlob(pattern).matches(name))) return;
    const bindings = bindingsIn(unit);
    const isBound = bindings.some(
      ({ roleRef, namespace: place = "default" }) =>
        roleRef?.kind === kind && roleRef.name === name && (isCluster || place === namespace),
    );
    if (bindings.length > 0 && !isBound) report.missing(resource, [], `${resource.label} is bound to nobody`);
  },
});
