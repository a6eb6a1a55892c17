// Flags Services that a load balancer opens to the outside.

import { hasHole } from "../../kube/unresolved.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "service-load-balancer",
  category: "network",
  severity: "info",
  since: "0.1.0",
  summary: "Service opens a load balancer to the outside",
  sources: [
    "kube-linter:exposed-services",
    "kyverno:no-loadbalancer-service",
    "kics:26763a1c-5dda-4772-b507-5fca7fb5f165",
    "popeye:1103",
    "gatekeeper:K8sBlockLoadBalancer",
  ],
  standards: [],
  presets: ["strict"],
  fields: ["spec.type"],
  on: "service",
  check({ type, typeNode, annotations, resource }, report) {
    if (!typeNode || type !== "LoadBalancer") return;
    for (const [key, internal] of internals) {
      const value = annotations.get(key);
      if (value !== undefined && (hasHole(value) || internal.test(value))) return;
    }
    report(typeNode, `${resource.label} opens a load balancer to the outside`);
  },
});

/** Annotations of cloud providers that keep a load balancer inside the private network, and the values that do. */
const internals: readonly (readonly [key: string, value: RegExp])[] = [
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/],
  // The first controller took any value for a yes, a CIDR in most examples.
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(?!false$)./],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/i],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/i],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/i],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/],
];
