// Flags runtime classes that a site does not want.

import { scalarText } from "../../kube/read.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "runtime-class-not-allowed",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Pod runs in a runtime class that is not allowed",
  sources: ["kyverno:restrict-runtimeclass", "kubescape:C-0297"],
  standards: [],
  presets: [],
  options: {
    allowed: { type: "strings", default: [], doc: "Runtime classes that pods may name; where there are none, all may be." },
  },
  on: "pod",
  check(pod, report, { options }) {
    const name = pod.field("runtimeClassName");
    const text = scalarText(name);
    if (!name || !text || options.allowed.length === 0 || options.allowed.includes(text)) return;
    report(name, `Pod runs in the runtime class \`${text}\`, which is not allowed`);
  },
});
