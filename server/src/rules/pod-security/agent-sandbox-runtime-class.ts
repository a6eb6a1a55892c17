// Flags sandboxes for agents whose code runs on the node's kernel.

import { scalarText } from "../../kube/read.ts";
import { sandboxPodOf } from "../../kube/sandbox.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "agent-sandbox-runtime-class",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "SandboxTemplate names no hardened runtime class",
  sources: ["kubescape:C-0297"],
  standards: [],
  presets: ["strict"],
  options: {
    runtimeClasses: {
      type: "strings",
      default: ["gvisor", "kata", "kata-qemu", "kata-clh", "kata-fc", "kata-dragonball"],
      doc: "Runtime classes that keep a container away from the node's kernel.",
    },
  },
  on: "resource",
  check(resource, report, { options }) {
    const pod = sandboxPodOf(resource);
    const name = pod?.field("runtimeClassName");
    const text = scalarText(name);
    if (pod && !text) report.missing(pod, ["runtimeClassName"], `${resource.label} names no hardened runtime class`);
    if (name && text && !options.runtimeClasses.includes(text))
      report(name, `${resource.label} names the runtime class \`${text}\`, which is none of the hardened ones`);
  },
});
