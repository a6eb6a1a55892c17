// Flags AppArmor profiles that confine nothing, or that are none.

import { appArmorAnnotations, isConfinedAnnotation } from "../../kube/apparmor.ts";
import { confinedProfileTypes } from "../../kube/pod-security.ts";
import { field, mapField, scalarText } from "../../kube/read.ts";
import { defineRule, type Fix, type Report } from "../../lint/rule.ts";
import { removeKey, set } from "../../yaml/make-edit.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "apparmor-unconfined",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "AppArmor profile is `Unconfined` or unknown",
  sources: [
    "trivy:KSV-0002",
    "kubesec:ApparmorUnconfined",
    "pss:appArmorProfile",
    "kyverno:restrict-apparmor-profiles",
    "gatekeeper:K8sPSPAppArmor",
  ],
  standards: ["PSS-B", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["safe", "confirm"],
  on: "pod",
  check(pod, report) {
    for (const { securityContext, owner } of pod.securityContexts) judge(securityContext, owner, report);
    for (const annotation of appArmorAnnotations(pod)) {
      if (isConfinedAnnotation(annotation)) continue;
      const { pair, container, value, annotations, key } = annotation;
      report(pair.value ?? pair.key, messageFor(`Container \`${container}\``, value), {
        fixes: [{ title: "Remove the annotation", safety: "safe", edits: removeKey(annotations, key) }],
      });
    }
  },
});

function judge(securityContext: YamlMap, owner: string, report: Report): void {
  const profile = mapField(securityContext, "appArmorProfile");
  if (!profile) return;
  const type = field(profile, "type");
  const text = scalarText(type);
  const fixes = [fixFor(profile)];
  if (!type || !text) report.missing(profile, ["type"], `${owner} has an AppArmor profile without a type`, { fixes });
  else if (!confinedProfileTypes.has(text)) report(type, messageFor(owner, text), { fixes });
}

function messageFor(owner: string, type: string): string {
  return type.toLowerCase() === "unconfined"
    ? `${owner} turns AppArmor off`
    : `${owner} has the unknown AppArmor profile \`${type}\``;
}

/** Only `Localhost` may stand beside the name of a profile on the node. */
function fixFor(profile: YamlMap): Fix {
  const isLocal = field(profile, "localhostProfile") !== undefined;
  const type = isLocal ? "Localhost" : "RuntimeDefault";
  return { title: `Set \`type: ${type}\``, safety: isLocal ? "confirm" : "safe", edits: [set(profile, ["type"], type)] };
}
