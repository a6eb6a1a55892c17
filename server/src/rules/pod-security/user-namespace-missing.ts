// Flags pods whose users are the node's.

import { judgedIn } from "../../kube/minors.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { boolOf } from "../../yaml/access.ts";
import { set } from "../../yaml/make-edit.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";

export const rule = defineRule({
  id: "user-namespace-missing",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "Pod has no user namespace of its own",
  sources: ["kubesec:HostUsers"],
  standards: [],
  presets: [],
  fixes: ["confirm"],
  on: "pod",
  check(pod, report, { kubernetes }) {
    const minors = judgedIn(kubernetes, (minor) => minor >= FIRST);
    const hostUsers = pod.field("hostUsers");
    if (pod.isWindows || !minors || boolOf(hostUsers) === false) return;
    const message = "Pod has no user namespace of its own";
    const options = { fixes: () => fixesFor(pod), ...minors };
    if (hostUsers) report(hostUsers, message, options);
    else report.missing(pod, ["hostUsers"], message, options);
  },
});

/** The minor in which user namespaces came to be on by default (KEP-127). */
const FIRST = 33;

/** The API rejects it beside a namespace of the node. */
function fixesFor(pod: PodSpec): readonly Fix[] {
  if (["hostNetwork", "hostPID", "hostIPC"].some((key) => boolOf(pod.field(key)) === true)) return [];
  return [{ title: "Set `hostUsers: false`", safety: "confirm", edits: [set(pod.node, ["hostUsers"], false)] }];
}
