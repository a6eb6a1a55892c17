// Flags containers that keep the right to send packets of their own making.

import { capabilitiesOf, capabilityName } from "../../kube/pod-security.ts";
import { insertOwn } from "../../kube/security-context.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import type { Text } from "../../kube/read.ts";
import type { Container } from "../../kube/container.ts";

export const rule = defineRule({
  id: "capability-drop-net-raw-missing",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Container does not drop `NET_RAW`",
  sources: [
    "kube-linter:drop-net-raw-capability",
    "checkov:CKV_K8S_28",
    "kubescape:C-0211",
    "kyverno:drop-cap-net-raw",
    "kics:dbbc6705-d541-43b0-b166-dd4be8208b54",
    "terrascan:AC_K8S_0048",
  ],
  standards: ["CIS-5.2.8"],
  presets: [],
  fixes: ["confirm"],
  on: "container",
  check(container, report) {
    if (container.pod.isWindows) return;
    if (capabilitiesOf(container, "drop").some(drops)) return;
    report.missing(
      container,
      ["securityContext", "capabilities", "drop"],
      `Container \`${container.label}\` does not drop \`NET_RAW\``,
      { fixes: () => fixesFor(container) },
    );
  },
});

/** Or may drop it, once it is filled in. */
function drops({ text }: Text): boolean {
  return hasHole(text) || ["ALL", "NET_RAW"].includes(capabilityName(text));
}

function fixesFor(container: Container): readonly Fix[] {
  const edits = insertOwn(container, ["capabilities", "drop"], "NET_RAW");
  return edits.length > 0 ? [{ title: "Drop the capability `NET_RAW`", safety: "confirm", edits }] : [];
}
