// Flags sandboxes for agents that may reach any address.

import { isSandboxTemplate } from "../../kube/sandbox.ts";
import { field, mapField, mapItems, scalarText } from "../../kube/read.ts";
import { asMap } from "../../yaml/access.ts";
import type { YamlMap, YamlNode } from "../../yaml/tree.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "agent-sandbox-egress",
  category: "pod-security",
  severity: "info",
  since: "0.2.0",
  summary: "SandboxTemplate does not confine outgoing traffic",
  sources: ["kubescape:C-0301"],
  standards: [],
  presets: ["strict"],
  on: "resource",
  check(resource, report) {
    if (!isSandboxTemplate(resource)) return;
    const management = resource.field("spec", "networkPolicyManagement");
    const text = scalarText(management);
    if (management && text && text !== "Managed") {
      report(management, `${resource.label} has no network policy of its own`);
      return;
    }
    const policy = resource.field("spec", "networkPolicy");
    if (!policy) report.missing(resource, ["spec", "networkPolicy"], `${resource.label} has no network policy of its own`);
    for (const rule of mapItems(policy, "egress"))
      for (const open of openPeers(rule)) report(open, `${resource.label} lets traffic out to any address`);
  },
});

/** A rule without peers is for all of them; so is a peer with a block of all addresses or with empty selectors only. */
function openPeers(rule: YamlMap): readonly YamlNode[] {
  const peers = mapItems(rule, "to");
  if (peers.length === 0) return [rule];
  return peers.flatMap((peer) => {
    const block = mapField(peer, "ipBlock");
    const cidr = field(block, "cidr");
    if (block) return cidr && everywhere.has(scalarText(cidr) ?? "") ? [cidr] : [];
    return ["podSelector", "namespaceSelector"].every((key) => isEmpty(field(peer, key))) ? [peer] : [];
  });
}

const everywhere: ReadonlySet<string> = new Set(["0.0.0.0/0", "::/0"]);

function isEmpty(selector: YamlNode | undefined): boolean {
  return !selector || asMap(selector)?.pairs.length === 0;
}
