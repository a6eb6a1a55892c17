// Flags containers that wait for somebody at a keyboard.

import { memo } from "../../base/memo.ts";
import { textGlob } from "../../base/glob.ts";
import { field } from "../../kube/read.ts";
import { boolOf } from "../../yaml/access.ts";
import { removeKey } from "../../yaml/make-edit.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "interactive-container",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Container keeps its standard input or a terminal open",
  sources: ["gatekeeper:K8sDisallowInteractiveTTY"],
  standards: [],
  presets: ["strict"],
  fixes: ["confirm"],
  options: {
    images: { type: "strings", default: [], doc: "Images, as globs, whose containers may be interactive." },
  },
  on: "container",
  check(container, report, { options }) {
    const { pod, image, label, node } = container;
    if (isAdHoc(pod) || globs(options.images).some((glob) => image && glob.matches(image.text))) return;
    for (const [key, what] of keys) {
      const value = field(node, key);
      if (!value || boolOf(value) !== true) continue;
      report(value, `Container \`${label}\` keeps ${what} open`, {
        fixes: [{ title: `Remove \`${key}: true\``, safety: "confirm", edits: removeKey(node, key) }],
      });
    }
  },
});

const keys = [
  ["stdin", "its standard input"],
  ["tty", "a terminal"],
] as const;

const globs = memo((images: readonly string[]) => images.map((image) => textGlob(image)));

/** A pod by itself that runs once: a tool, not a service. */
function isAdHoc({ workload, restartPolicy }: PodSpec): boolean {
  return workload.kind === "Pod" && restartPolicy === "Never";
}
