// Flags the variable that lets git-sync run any program.

import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "dangerous-env-git-sync",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Container sets `GITSYNC_GIT`",
  sources: ["checkov:CKV_K8S_159"],
  standards: [],
  presets: ["recommended", "strict"],
  on: "container",
  check(container, report) {
    for (const { name, nameNode } of container.env)
      if (name === "GITSYNC_GIT" && nameNode)
        report(nameNode, `Container \`${container.label}\` sets \`GITSYNC_GIT\`, the program that git-sync runs`);
  },
});
