// Flags Services that stand for the machine that asks.

import { field, textField } from "../../kube/read.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-external-name-localhost",
  category: "network",
  severity: "error",
  since: "0.2.0",
  summary: "Service stands for localhost",
  sources: ["kyverno:no-localhost-service"],
  standards: [],
  presets: ["recommended", "strict"],
  fields: ["spec.externalName"],
  on: "service",
  check({ type, resource }, report) {
    const node = field(resource.spec, "externalName");
    const host = textField(resource.spec, "externalName");
    if (!node || type !== "ExternalName" || host === undefined || !isLoopback(host)) return;
    report(node, `${resource.label} stands for \`${host}\`, the machine that asks`);
  },
});

/** Names that RFC 6761 and most `/etc/hosts` bind to the loopback, and its addresses. */
function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return /^(?:.+\.)?localhost(?:\.localdomain)?$/.test(name) || /^(?:127(?:\.\d+){3}|::1|0\.0\.0\.0|ip6-loopback)$/.test(name);
}
