// Flags names of objects that the API server rejects.

import { minorOf } from "../../kube/lifecycle.ts";
import { defineRule } from "../../lint/rule.ts";
import { nameFault } from "../../schema/validate-name.ts";
import { set } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "object-name-invalid",
  category: "correctness",
  severity: "error",
  since: "0.2.0",
  summary: "Object name is invalid",
  sources: ["chart-verifier:helm-lint"],
  standards: [],
  presets: [],
  fixes: ["safe"],
  fields: ["metadata.name"],
  on: "resource",
  check(resource, report, { kubernetes }) {
    const { group, kind, name, nameNode, metadata } = resource;
    if (!metadata || !nameNode || name === undefined) return;
    const faults = kubernetes.map((minor) => nameFault(group, kind, minorOf(minor) ?? 0, name, false));
    const fault = faults.find((one) => one !== undefined);
    if (fault === undefined) return;
    const concerned = kubernetes.filter((_, i) => faults[i] !== undefined);
    const better = repaired(name);
    const isRight = kubernetes.every((minor) => nameFault(group, kind, minorOf(minor) ?? 0, better, false) === undefined);
    report(nameNode, `The name of ${resource.label} ${fault}`, {
      ...(concerned.length < kubernetes.length && { kubernetes: concerned }),
      fixes: isRight ? [{ title: `Rename to \`${better}\``, safety: "safe", edits: [set(metadata, ["name"], better)] }] : [],
    });
  },
});

/** Lower case, dashes for what is not allowed, and none at the ends. */
function repaired(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, "-")
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
}
