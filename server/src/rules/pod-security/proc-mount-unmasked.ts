// Flags containers that see all of `/proc`.

import { judgesRoot } from "../../kube/pod-security.ts";
import { field, scalarText } from "../../kube/read.ts";
import { removeKey } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "proc-mount-unmasked",
  category: "pod-security",
  severity: "error",
  since: "0.2.0",
  summary: "Container's `/proc` is not masked",
  sources: [
    "polaris:procMount",
    "kube-linter:unsafe-proc-mount",
    "trivy:KSV-0027",
    "kubescape:C-0211",
    "pss:procMount",
    "pss:procMount_restricted",
    "kyverno:disallow-proc-mount",
    "terrascan:AC_K8S_0077",
    "gatekeeper:K8sPSPProcMount",
  ],
  standards: ["PSS-B", "PSS-R"],
  presets: ["recommended", "strict"],
  fixes: ["safe", "confirm"],
  options: {
    userNamespaces: {
      type: "boolean",
      default: true,
      doc: "Whether pods with `hostUsers: false` pass, as at the Pod Security level baseline since 1.35; at restricted they do not.",
    },
  },
  on: "container",
  check({ label, pod, securityContext }, report, { kubernetes, options }) {
    const procMount = field(securityContext, "procMount");
    const text = scalarText(procMount);
    const minors = options.userNamespaces ? judgesRoot(pod, kubernetes) : {};
    if (!procMount || text === undefined || text === "Default" || !minors) return;
    report(procMount, `Container \`${label}\` mounts \`/proc\` as \`${text}\``, {
      fixes: [
        {
          title: "Remove `procMount`",
          safety: pod.hostUsers === false ? "confirm" : "safe",
          edits: removeKey(securityContext, "procMount"),
        },
      ],
      ...minors,
    });
  },
});
