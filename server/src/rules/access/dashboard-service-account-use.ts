// Flags others than the Kubernetes dashboard that use its service account or role.

import { bindingOf } from "../../kube/rbac.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "dashboard-service-account-use",
  category: "access",
  severity: "warning",
  since: "0.2.0",
  summary: "The dashboard's identity used by another",
  sources: ["kubescape:C-0014"],
  standards: ["MITRE-Discovery"],
  presets: ["recommended", "strict"],
  fields: ["spec.serviceAccountName"],
  on: "resource",
  check(resource, report) {
    const { pod } = resource.workload ?? {};
    const place = pod?.serviceAccountNode;
    if (place && pod.serviceAccountName === dashboard && !isDashboard(resource.name))
      report(place, `${resource.label} runs as the Kubernetes dashboard`);
    const binding = bindingOf(resource);
    if (binding?.roleRef?.name !== dashboard) return;
    for (const { name, nameNode } of binding.subjects)
      if (nameNode && !isDashboard(name)) report(nameNode, `${resource.label} gives the dashboard's role to \`${name ?? "?"}\``);
  },
});

const dashboard = "kubernetes-dashboard";

function isDashboard(name = ""): boolean {
  return name.startsWith(dashboard);
}
