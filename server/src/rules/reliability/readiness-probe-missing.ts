// Flags containers that get traffic before they can serve it.

import { proposeReadiness } from "../../kube/probe-proposal.ts";
import { defineRule } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { Container } from "../../kube/container.ts";
import type { ResourceFacts } from "../../kube/facts.ts";

export const rule = defineRule({
  id: "readiness-probe-missing",
  category: "reliability",
  severity: ["warning", "info"],
  since: "0.1.0",
  summary: "Container has no readiness probe",
  sources: [
    "polaris:readinessProbeMissing",
    "kube-linter:no-readiness-probe",
    "kube-score:pod-probes",
    "checkov:CKV_K8S_9",
    "kubescape:C-0018",
    "kics:a659f3b5-9bf0-438a-bd9a-7d3a6427f1e3",
    "popeye:104",
    "terrascan:AC_K8S_0072",
    "gatekeeper:K8sRequiredProbes",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["template"],
  fields: ["readinessProbe"],
  on: "container",
  neighbours: "refine",
  check(container, report, { unit }) {
    const { role, label, node } = container;
    const { workload } = container.pod;
    const { resource, podLabels } = workload;
    if (role === "init" || role === "ephemeral" || container.field("readinessProbe")) return;
    if (!workload.isLongRunning || resource.group === "serving.knative.dev") return;
    const services = unit
      .find({ kind: "Service", group: "", namespace: resource.namespaceOrDefault, selects: podLabels })
      .filter((service) => mayServe(container, service));
    const edits = () => [set(node, ["readinessProbe"], proposeReadiness(container))];
    report.missing(container, ["readinessProbe"], `Container \`${label}\` has no readiness probe`, {
      severity: services.length > 0 ? "warning" : "info",
      related: services.slice(0, 1).map(({ name = "" }) => ({
        resource: { kind: "Service", namespace: resource.namespaceOrDefault, name },
        message: `Service \`${name}\` sends it requests`,
      })),
      fixes: () => [{ title: "Add a `readinessProbe`", safety: "template", edits: edits() }],
    });
  },
});

/** Whether traffic of the Service may end at the container: at a port that it declares, or one that no container does. */
function mayServe(container: Container, { service }: ResourceFacts): boolean {
  const targets = service?.ports.map(({ target, number }) => target ?? number) ?? [];
  if (targets.length === 0) return container.role === "container";
  return targets.some((target) => {
    const declares = ({ ports }: Container) =>
      ports.some(({ name, containerPort }) => target === name || target === containerPort);
    return declares(container) || (container.role === "container" && !container.pod.containers.some(declares));
  });
}
