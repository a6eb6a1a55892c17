// Flags containers for debugging that stand in a manifest.

import { items } from "../../yaml/access.ts";
import { removeKey } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ephemeral-containers-present",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Manifest has ephemeral containers",
  sources: ["kyverno:block-ephemeral-containers"],
  standards: [],
  presets: ["strict"],
  fixes: ["safe"],
  on: "pod",
  check(pod, report) {
    const containers = pod.field("ephemeralContainers");
    if (!containers || items(containers)?.length === 0) return;
    report(containers, "Manifest has ephemeral containers, which the API rejects", {
      fixes: [{ title: "Remove `ephemeralContainers`", safety: "safe", edits: removeKey(pod.node, "ephemeralContainers") }],
    });
  },
});
