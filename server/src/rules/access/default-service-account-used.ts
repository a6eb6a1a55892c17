// Flags pods that run as their namespace's default service account.

import { hasHole } from "../../kube/unresolved.ts";
import { Hole } from "../../yaml/edit.ts";
import { removeKey, set } from "../../yaml/make-edit.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "default-service-account-used",
  category: "access",
  severity: "info",
  since: "0.2.0",
  summary: "Pod runs as `default`",
  sources: [
    "kube-linter:default-service-account",
    "kubesec:ServiceAccountName",
    "kics:591ade62-d6b0-4580-b1ae-209f80ba1cd9",
    "popeye:300",
  ],
  standards: ["CIS-5.1.5"],
  presets: ["strict"],
  fixes: ["template"],
  fields: ["spec.serviceAccountName"],
  on: "pod",
  check(pod, report) {
    const { serviceAccountName, serviceAccountNode, automount } = pod;
    // Without its token nobody can tell who the pod is.
    if (automount === false || (serviceAccountName !== undefined && serviceAccountName !== "default")) return;
    const fixes = () => fixesFor(pod);
    const message = "Pod runs as the service account `default` and has its token";
    if (serviceAccountNode) report(serviceAccountNode, message, { fixes });
    else report.missing(pod, ["serviceAccountName"], message, { fixes });
  },
});

/** None for a name that is made up by the server: the account would have to be created under it. */
function fixesFor({ node, workload }: PodSpec): readonly Fix[] {
  const { name } = workload.resource;
  if (name === undefined || hasHole(name)) return [];
  const edits = [...removeKey(node, "serviceAccount"), set(node, ["serviceAccountName"], new Hole(name))];
  return [{ title: "Name a service account of its own", safety: "template", edits }];
}
