// Flags probes and hooks that ask another address than the pod's.

import { judgedIn } from "../../kube/minors.ts";
import { removeKey } from "../../yaml/make-edit.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "probe-host-set",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Probe or hook names a host",
  sources: ["pss:hostProbesAndHostLifecycle", "gatekeeper:K8sPSPHostProbesLifecycle"],
  standards: ["PSS-B"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "container",
  check(container, report, { kubernetes }) {
    const minors = judgedIn(kubernetes, (minor) => minor >= FIRST);
    if (!minors) return;
    const { liveness, readiness, startup, postStart, preStop } = container;
    const named = { livenessProbe: liveness, readinessProbe: readiness, startupProbe: startup, postStart, preStop };
    for (const [name, probe] of Object.entries(named)) {
      if (!probe?.host || !probe.hostNode) continue;
      report(probe.hostNode, `\`${name}\` of container \`${container.label}\` names the host \`${probe.host}\``, {
        fixes: [{ title: "Remove `host`", safety: "confirm", edits: removeKey(probe.action, "host") }],
        ...minors,
      });
    }
  },
});

/** The policy version in which Pod Security's baseline began to look at it. */
const FIRST = 34;
