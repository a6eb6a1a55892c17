// Flags tools with powerful interfaces that are open to the outside.

import { labelFrom, relatedTo } from "../../kube/clash.ts";
import { selectedBy, workloadsIn } from "../../kube/selected.ts";
import { defineRule } from "../../lint/rule.ts";

const tools = [
  "argo-server",
  "jenkins",
  "jupyterhub",
  "kubeflow",
  "kubernetes-dashboard",
  "mlflow",
  "nifi",
  "ollama",
  "prometheus-deployment",
  "vllm",
  "weave-scope-app",
  "workflow-controller",
];

export const rule = defineRule({
  id: "sensitive-interface-exposed",
  category: "network",
  severity: "warning",
  since: "0.2.0",
  summary: "Admin interface is open to the outside",
  sources: ["kubescape:C-0021", "kubescape:C-0274"],
  standards: ["MITRE-Initial-access"],
  presets: ["recommended", "strict"],
  fields: ["spec.type"],
  options: {
    names: { type: "strings", default: tools, doc: "Parts of the names of workloads that must not be open to the outside." },
  },
  on: "service",
  neighbours: "refine",
  check({ type, typeNode, selector, resource }, report, { unit, options: { names } }) {
    if (!typeNode || !selector || (type !== "LoadBalancer" && type !== "NodePort")) return;
    const workloads = selectedBy(selector, workloadsIn(unit, resource.namespaceOrDefault));
    const found = workloads.find(({ name }) => names.some((part) => part !== "" && name?.includes(part)));
    if (!found) return;
    report(typeNode, `${resource.label} opens ${labelFrom(resource, found)} to the outside`, {
      related: [{ resource: relatedTo(found), message: "What is behind it" }],
    });
  },
});
