// Flags images of sandboxes for agents that may be anybody's.

import { sandboxPodOf } from "../../kube/sandbox.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "agent-sandbox-image-provenance",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "SandboxTemplate's image is not pinned, or not from an allowed registry",
  sources: ["kubescape:C-0304"],
  standards: [],
  presets: ["strict"],
  options: {
    floatingTags: { type: "strings", default: ["latest"], doc: "Tags that can change under the same name." },
    registries: {
      type: "strings",
      default: [],
      doc: "Registries, or a registry and the first steps of a path, that images may come from; any where there are none.",
    },
  },
  on: "resource",
  check(resource, report, { options }) {
    for (const { image, label } of sandboxPodOf(resource)?.containers ?? []) {
      if (!image) continue;
      const { text, tag, digest, registry, normalized } = image;
      if (digest === undefined && (tag === undefined || options.floatingTags.includes(tag)))
        report(image, `Image \`${text}\` of container \`${label}\` has no fixed tag`);
      if (options.registries.length > 0 && !options.registries.some((entry) => isFrom(normalized, registry, entry)))
        report(image, `Image \`${text}\` of container \`${label}\` is from none of the allowed registries`);
    }
  },
});

/** Compared step by step, so that `registry.example.com/shop` does not allow `registry.example.com/shopper`. */
function isFrom(normalized: string, registry: string, entry: string): boolean {
  return entry.includes("/") ? normalized.startsWith(entry.endsWith("/") ? entry : `${entry}/`) : registry === entry;
}
