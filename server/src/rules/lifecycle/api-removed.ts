// Flags objects of an API version that the cluster does not serve any more.

import { isRemoved, isServed, lifecycleOf, minorOf, replacementFor, type ApiLifecycle } from "../../kube/lifecycle.ts";
import { migrationEdits } from "../../kube/migration-edits.ts";
import { renameIsMechanical } from "../../kube/migration.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { get } from "../../yaml/access.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Resource } from "../../kube/resource.ts";

export const rule = defineRule({
  id: "api-removed",
  category: "lifecycle",
  severity: "error",
  since: "0.1.0",
  summary: "API version is no longer served",
  sources: [
    "pluto:removed-in",
    "kube-linter:no-extensions-v1beta",
    "kube-score:stable-version",
    "trivy:KSV-0107",
    "kyverno:check-deprecated-apis",
    "kics:94b76ea5-e074-4ca2-8a03-c5a606e30645",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe", "confirm"],
  fields: ["apiVersion"],
  on: "resource",
  check(resource, report, { kubernetes }) {
    const { apiVersion, kind } = resource;
    const api = lifecycleOf(apiVersion, kind);
    if (!api) return;
    const concerned = kubernetes.filter((minor) => isRemoved(api, minorOf(minor) ?? 0));
    if (concerned.length === 0) return;
    const minors = kubernetes.flatMap((minor) => minorOf(minor) ?? []);
    const replacement = replacementFor(api, minors) ?? replacementFor(api, minors.slice(-1));
    report(get(resource.node, "apiVersion") ?? resource, messageFor(api, replacement, minors), {
      fixes: () => (replacement ? fixesFor(resource, replacement, minors) : []),
      ...(concerned.length < kubernetes.length && { kubernetes: concerned }),
    });
  },
});

function messageFor(api: ApiLifecycle, replacement: ApiLifecycle | undefined, minors: readonly number[]): string {
  const gone = `${api.kind} of \`${api.apiVersion}\` was removed in Kubernetes 1.${api.removed}`;
  if (!replacement) return `${gone} without a replacement`;
  const since = servedInAll(replacement, minors) ? "" : `, which came in 1.${replacement.introduced}`;
  return `${gone}, use \`${replacement.apiVersion}\`${since}`;
}

/** Only what all minors serve can be written into one file. */
function fixesFor(resource: Resource, replacement: ApiLifecycle, minors: readonly number[]): readonly Fix[] {
  const { apiVersion } = replacement;
  if (!get(resource.node, "apiVersion") || !servedInAll(replacement, minors)) return [];
  if (renameIsMechanical(resource, apiVersion))
    return [
      { title: `Set \`apiVersion: ${apiVersion}\``, safety: "safe", edits: [set(resource.node, ["apiVersion"], apiVersion)] },
    ];
  const edits = migrationEdits(resource, apiVersion);
  return edits ? [{ title: `Rewrite for \`${apiVersion}\``, safety: "confirm", edits }] : [];
}

function servedInAll(api: ApiLifecycle, minors: readonly number[]): boolean {
  return minors.every((minor) => isServed(api, minor));
}
