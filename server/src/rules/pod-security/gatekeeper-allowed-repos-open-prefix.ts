// Flags prefixes of trusted repositories that others can continue.

import { mapField, textItems } from "../../kube/read.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Resource } from "../../kube/resource.ts";

export const rule = defineRule({
  id: "gatekeeper-allowed-repos-open-prefix",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Prefix of allowed repositories fits others as well",
  sources: ["trivy:KSV-0124"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "resource",
  check(resource, report) {
    const { group, kind } = resource;
    if (group !== "constraints.gatekeeper.sh" || kind !== "K8sAllowedRepos") return;
    for (const { node, text } of textItems(resource.field("spec", "parameters"), "repos")) {
      if (!isOpen(text)) continue;
      report(node, `Prefix \`${text}\` also allows what others publish under a longer name`, {
        fixes: () => fixesFor(resource),
      });
    }
  },
});

/** The name of a host or of an account on Docker Hub that does not end: `registry.example.com` is followed by `.evil.com`, too. */
function isOpen(prefix: string): boolean {
  if (prefix === "" || prefix.endsWith("/")) return false;
  if (prefix.startsWith("docker.io")) return prefix.split("/").length <= 2;
  return !/[/:]/.test(prefix);
}

/** All at once: each of them alone would write the list without the others. */
function fixesFor(resource: Resource): readonly Fix[] {
  const parameters = mapField(resource.spec, "parameters");
  if (!parameters) return [];
  const repos = textItems(parameters, "repos").map(({ text }) => (isOpen(text) ? `${text}/` : text));
  return [{ title: "End the prefix with `/`", safety: "confirm", edits: [set(parameters, ["repos"], repos)] }];
}
