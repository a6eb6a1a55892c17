// Flags Ingresses that serve plain HTTP only.

import { hasHole } from "../../kube/unresolved.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { Hole } from "../../yaml/edit.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Ingress } from "../../kube/ingress.ts";

export const rule = defineRule({
  id: "ingress-tls-missing",
  category: "network",
  severity: "warning",
  since: "0.1.0",
  summary: "Ingress without TLS",
  sources: [
    "polaris:tlsSettingsMissing",
    "kubescape:C-0263",
    "kyverno:require-ingress-https",
    "kics:c81c6c42-6c17-48c4-bde6-ea242e76f275",
    "terrascan:AC_K8S_0002",
    "gatekeeper:K8sHttpsOnly",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["template"],
  fields: ["spec.tls"],
  on: "ingress",
  check(ingress, report) {
    const { resource, tls, annotations } = ingress;
    if (tls.length > 0 || certificates.some(([key, value]) => isSet(annotations.get(key), value))) return;
    report.missing(ingress, ["spec", "tls"], `${resource.label} has no TLS`, { fixes: () => addTls(ingress) });
  },
});

/** Annotations by which controllers take certificates from elsewhere than `spec.tls`, or leave TLS to the pods. */
const certificates: readonly (readonly [key: string, value: RegExp])[] = [
  ["alb.ingress.kubernetes.io/certificate-arn", /./],
  // Without an ARN the controller looks the certificate up by host.
  ["alb.ingress.kubernetes.io/listen-ports", /"HTTPS"/],
  ["networking.gke.io/managed-certificates", /./],
  ["ingress.gcp.kubernetes.io/pre-shared-cert", /./],
  ["appgw.ingress.kubernetes.io/appgw-ssl-certificate", /./],
  ["traefik.ingress.kubernetes.io/router.tls", /^true$/],
  ["nginx.ingress.kubernetes.io/ssl-passthrough", /^true$/],
];

function isSet(value: string | undefined, accepted: RegExp): boolean {
  return value !== undefined && (accepted.test(value) || hasHole(value));
}

function addTls({ resource: { spec, name = "ingress" }, rules }: Ingress): readonly Fix[] {
  if (!spec) return [];
  const hosts = [...new Set(rules.flatMap(({ host }) => host ?? []))];
  const block = { ...(hosts.length > 0 && { hosts }), secretName: new Hole(`${name}-tls`) };
  return [{ title: "Add a `tls` block", safety: "template", edits: [set(spec, ["tls"], [block])] }];
}
