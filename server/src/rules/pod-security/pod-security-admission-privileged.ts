// Flags namespaces that ask for no Pod Security.

import { enforcedLevel, enforceLabel, isNamespace } from "../../kube/namespaces.ts";
import { mapField, scalarText } from "../../kube/read.ts";
import { set } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "pod-security-admission-privileged",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Namespace enforces Pod Security level `privileged`",
  sources: ["kyverno:deny-privileged-profile"],
  standards: ["CIS-5.2.1"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "resource",
  check(resource, report) {
    const level = isNamespace(resource) ? enforcedLevel(resource) : undefined;
    const labels = mapField(resource.metadata, "labels");
    if (!level || !labels || scalarText(level) !== "privileged") return;
    report(level, `${resource.label} lets every pod in, whatever its rights`, {
      fixes: [
        { title: `Set \`${enforceLabel}: baseline\``, safety: "confirm", edits: [set(labels, [enforceLabel], "baseline")] },
      ],
    });
  },
});
