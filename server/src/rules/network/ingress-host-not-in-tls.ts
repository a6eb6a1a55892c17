// Flags hosts that an Ingress serves, but has no certificate for.

import { reach } from "../../kube/reach.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { insertItem } from "../../yaml/make-edit.ts";
import type { IngressTls } from "../../kube/ingress.ts";

export const rule = defineRule({
  id: "ingress-host-not-in-tls",
  category: "network",
  severity: "warning",
  since: "0.2.0",
  summary: "Ingress host is missing from its TLS hosts",
  sources: ["kyverno:ingress-host-match-tls"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  fields: ["spec.rules.host", "spec.tls.hosts"],
  on: "ingress",
  check({ rules, tls, resource }, report) {
    // Without hosts an entry is for whatever the controller takes it for.
    if (tls.length === 0 || tls.some(({ hosts }) => hosts.length === 0)) return;
    const certified = tls.flatMap(({ hosts }) => hosts.map(({ text }) => text.toLowerCase()));
    if (certified.some(hasHole)) return;
    for (const { host, hostNode } of rules) {
      if (host === undefined || !hostNode || certified.some((name) => covers(name, host.toLowerCase()))) continue;
      const [only, ...others] = tls;
      report(hostNode, `${resource.label} serves \`${host}\` without a certificate for it`, {
        fixes: () => (only && others.length === 0 ? [addHost(only, host)] : []),
      });
    }
  },
});

/** RFC 6125: a star stands for one label. */
function covers(name: string, host: string): boolean {
  if (name === host) return true;
  return name.startsWith("*.") && host.includes(".") && !host.startsWith("*") && host.slice(host.indexOf(".")) === name.slice(1);
}

function addHost({ node }: IngressTls, host: string): Fix {
  return { title: `Add \`${host}\` to \`tls\``, safety: "safe", edits: [insertItem(...reach(node, ["hosts"]), host)] };
}
