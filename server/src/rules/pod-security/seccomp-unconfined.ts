// Flags seccomp profiles that filter nothing, or that are none.

import { confinedProfileTypes } from "../../kube/pod-security.ts";
import { field, scalarText } from "../../kube/read.ts";
import { defineRule, type Fix, type Report } from "../../lint/rule.ts";
import { asMap } from "../../yaml/access.ts";
import { set } from "../../yaml/make-edit.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "seccomp-unconfined",
  category: "pod-security",
  severity: "error",
  since: "0.1.0",
  summary: "Seccomp profile is `Unconfined` or unknown",
  sources: [
    "trivy:KSV-0104",
    "kubesec:SeccompUnconfined",
    "pss:seccompProfile_baseline",
    "kyverno:restrict-seccomp",
    "kics:f377b83e-bd07-4f48-a591-60c82b14a78b",
    "gatekeeper:K8sPSPSeccomp",
    "gatekeeper:K8sPSPSeccompV2",
  ],
  standards: ["PSS-B", "CIS-5.7.2"],
  presets: ["recommended", "strict"],
  fixes: ["safe", "confirm"],
  on: "pod",
  check(pod, report) {
    for (const { securityContext, owner } of pod.securityContexts) judge(securityContext, owner, report);
  },
});

function judge(securityContext: YamlMap, owner: string, report: Report): void {
  const profile = field(securityContext, "seccompProfile");
  if (!profile) return;
  const type = field(profile, "type");
  const fixes = [fixFor(securityContext, asMap(profile))];
  const text = scalarText(type);
  if (text) {
    if (type && !confinedProfileTypes.has(text)) report(type, messageFor(owner, text), { fixes });
  } else if (profile.kind === "map")
    report.missing(profile, ["type"], `${owner} has a seccomp profile without a type`, { fixes });
  else report(profile, `${owner} has a seccomp profile without a type`, { fixes });
}

function messageFor(owner: string, type: string): string {
  return type === "Unconfined" ? `${owner} turns seccomp off` : `${owner} has the unknown seccomp profile type \`${type}\``;
}

/** Only `Localhost` may stand beside the path of a profile on the node. */
function fixFor(securityContext: YamlMap, profile: YamlMap | undefined): Fix {
  const isLocal = field(profile, "localhostProfile") !== undefined;
  const type = isLocal ? "Localhost" : "RuntimeDefault";
  return {
    title: `Set \`type: ${type}\``,
    safety: isLocal ? "confirm" : "safe",
    edits: [profile ? set(profile, ["type"], type) : set(securityContext, ["seccompProfile"], { type })],
  };
}
