// Flags pods that live in their node's network.

import { boolOf } from "../../yaml/access.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { removeKey } from "../../yaml/make-edit.ts";
import { textField } from "../../kube/read.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";

export const rule = defineRule({
  id: "host-network",
  category: "pod-security",
  severity: "error",
  since: "0.1.0",
  summary: "Pod shares the node's network",
  sources: [
    "polaris:hostNetworkSet",
    "kube-linter:host-network",
    "checkov:CKV_K8S_19",
    "trivy:KSV-0009",
    "kubescape:C-0041",
    "kubesec:HostNetwork",
    "pss:hostNamespaces",
    "kyverno:disallow-host-namespaces",
    "kics:6b6bdfb3-c3ae-44cb-88e4-7405c1ba2c8a",
    "terrascan:AC_K8S_0084",
    "gatekeeper:K8sPSPHostNetworkingPorts",
  ],
  standards: ["PSS-B", "CIS-5.2.5", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  on: "pod",
  check(pod, report) {
    const hostNetwork = pod.field("hostNetwork");
    if (!hostNetwork || boolOf(hostNetwork) !== true) return;
    const ports = portsOf(pod);
    const opens =
      ports.length === 0 ? "" : `, which opens ${ports.length === 1 ? "port" : "ports"} ${ports.join(", ")} on the node`;
    report(hostNetwork, `Pod shares the node's network${opens}`, { fixes: [fixFor(pod)] });
  },
});

/** The API gives each of them the same number as `hostPort`. */
function portsOf({ containers }: PodSpec): readonly string[] {
  const numbers = containers.flatMap(({ ports }) => ports.flatMap(({ containerPort }) => containerPort ?? []));
  return [...new Set(numbers)].map((number) => `\`${number}\``);
}

/** The DNS policy made for the host's network goes with it. */
function fixFor({ node }: PodSpec): Fix {
  const edits = removeKey(node, "hostNetwork");
  if (textField(node, "dnsPolicy") !== "ClusterFirstWithHostNet")
    return { title: "Remove `hostNetwork: true`", safety: "confirm", edits };
  return {
    title: "Remove `hostNetwork: true` and its `dnsPolicy`",
    safety: "confirm",
    edits: [...edits, ...removeKey(node, "dnsPolicy")],
  };
}
