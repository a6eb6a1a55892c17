// Flags pods that bring their own `/etc/hosts`.

import { items } from "../../yaml/access.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "host-aliases",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Pod writes its own `/etc/hosts`",
  sources: ["trivy:KSV-0007", "kubesec:HostAliases"],
  standards: [],
  presets: ["strict"],
  on: "pod",
  check(pod, report) {
    const aliases = pod.field("hostAliases");
    if (aliases && items(aliases)?.length !== 0) report(aliases, "Pod adds names to its `/etc/hosts`");
  },
});
