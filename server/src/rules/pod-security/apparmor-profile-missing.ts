// Flags containers for which no AppArmor profile is written.

import { hasConfinedAnnotation } from "../../kube/hardening.ts";
import { judgedIn } from "../../kube/minors.ts";
import { setInherited } from "../../kube/security-context.ts";
import { isUnresolved } from "../../kube/unresolved.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import type { Container } from "../../kube/container.ts";

export const rule = defineRule({
  id: "apparmor-profile-missing",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Container names no AppArmor profile",
  sources: [
    "kubesec:ApparmorAny",
    "kics:8b36775e-183d-4d46-b0f7-96a6f34a723f",
    "terrascan:AC_K8S_0073",
    "gatekeeper:K8sPSPAppArmor",
  ],
  standards: ["NSA"],
  presets: [],
  fixes: ["confirm"],
  on: "container",
  check(container, report, { kubernetes }) {
    const { pod, label } = container;
    if (pod.isWindows || container.effective("appArmorProfile") || hasConfinedAnnotation(container)) return;
    if (isUnresolved(pod.field("securityContext"))) return;
    report.missing(container, ["securityContext", "appArmorProfile"], `Container \`${label}\` names no AppArmor profile`, {
      fixes: () => fixesFor(container, kubernetes),
    });
  },
});

/** The field came with 1.30. A pod that names a profile does not start on a node without AppArmor. */
function fixesFor(container: Container, kubernetes: readonly string[]): readonly Fix[] {
  if (judgedIn(kubernetes, (minor) => minor < 30)) return [];
  const edits = setInherited(container, ["appArmorProfile", "type"], "RuntimeDefault");
  return [{ title: "Set `appArmorProfile.type: RuntimeDefault`", safety: "confirm", edits }];
}
