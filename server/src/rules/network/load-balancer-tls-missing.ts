// Flags load balancers without a certificate.

import { reach } from "../../kube/reach.ts";
import { defineRule } from "../../lint/rule.ts";
import { Hole } from "../../yaml/edit.ts";
import { set } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "load-balancer-tls-missing",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Load balancer without a certificate",
  sources: ["kyverno:require-encryption-aws-loadbalancers", "kubescape:C-0231", "kubescape:C-0245"],
  standards: [],
  presets: [],
  fixes: ["template"],
  fields: ["spec.type"],
  on: "service",
  check(service, report) {
    const { type, annotations, resource } = service;
    if (type !== "LoadBalancer" || certificates.some((key) => annotations.get(key))) return;
    const [aws = ""] = certificates;
    report.missing(service, ["metadata", "annotations", aws], `${resource.label} opens a load balancer without a certificate`, {
      fixes: () => [
        {
          title: "Add AWS's certificate annotation",
          safety: "template",
          edits: [set(...reach(service.node, ["metadata", "annotations", aws]), new Hole(example))],
        },
      ],
    });
  },
});

/** By which cloud providers take a certificate for their load balancers. */
const certificates = [
  "service.beta.kubernetes.io/aws-load-balancer-ssl-cert",
  "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-cert-id",
  "service.beta.kubernetes.io/do-loadbalancer-certificate-id",
  "service.beta.kubernetes.io/do-loadbalancer-certificate-name",
  "service.beta.kubernetes.io/oci-load-balancer-tls-secret",
  "service.beta.kubernetes.io/linode-loadbalancer-port-443",
  "load-balancer.hetzner.cloud/http-certificates",
];

const example = "arn:aws:acm:REGION:ACCOUNT:certificate/ID";
