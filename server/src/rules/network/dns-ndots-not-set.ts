// Flags pods that ask the cluster's DNS for every name several times.

import { field, mapField, mapItems, textField } from "../../kube/read.ts";
import { reach } from "../../kube/reach.ts";
import { defineRule } from "../../lint/rule.ts";
import { Hole } from "../../yaml/edit.ts";
import { insertItem, set } from "../../yaml/make-edit.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";

export const rule = defineRule({
  id: "dns-ndots-not-set",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Pod does not set `ndots`",
  sources: ["kube-linter:dnsconfig-options"],
  standards: [],
  presets: [],
  fixes: ["template"],
  fields: ["dnsConfig.options"],
  options: {
    value: { type: "string", default: "2", doc: "What `ndots` must be." },
  },
  on: "pod",
  check(pod, report, { options: { value } }) {
    if (!usesClusterDns(pod)) return;
    const written = mapItems(mapField(pod.node, "dnsConfig"), "options").find((item) => textField(item, "name") === "ndots");
    const title = `Set \`ndots\` to ${value}`;
    if (!written) {
      const add = () => insertItem(...reach(pod.node, ["dnsConfig", "options"]), { name: "ndots", value: new Hole(value) });
      report.missing(pod, ["dnsConfig", "options"], `${pod.workload.resource.label} does not set \`ndots\``, {
        fixes: () => [{ title, safety: "template", edits: [add()] }],
      });
    } else if (textField(written, "value") !== value)
      report(field(written, "value") ?? written, `${pod.workload.resource.label} does not set \`ndots\` to ${value}`, {
        fixes: [{ title, safety: "template", edits: [set(written, ["value"], new Hole(value))] }],
      });
  },
});

/** Other policies take the node's settings, or none but those that are written (Kubernetes "DNS for Services and Pods"). */
function usesClusterDns({ node }: PodSpec): boolean {
  return (textField(node, "dnsPolicy") ?? "ClusterFirst").startsWith("ClusterFirst");
}
