// Flags roles and bindings that let pods on OpenShift choose any user.

import { bindingOf, grants, roleOf } from "../../kube/rbac.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "openshift-scc-anyuid-grant",
  category: "pod-security",
  severity: "warning",
  since: "0.2.0",
  summary: "Grants the OpenShift constraints `anyuid`",
  sources: ["kyverno:disallow-security-context-constraint-anyuid"],
  standards: [],
  presets: ["recommended", "strict"],
  on: "resource",
  check(resource, report) {
    for (const rule of roleOf(resource)?.rules ?? []) {
      const name = grants(rule, use) ? rule.resourceNames.find(({ text }) => text === "anyuid") : undefined;
      if (name) report(name.node, `${resource.label} grants the use of the constraints \`anyuid\``);
    }
    const { name, nameNode } = bindingOf(resource)?.roleRef ?? {};
    if (nameNode && name === "system:openshift:scc:anyuid")
      report(nameNode, `${resource.label} grants the use of the constraints \`anyuid\``);
  },
});

const use = { group: "security.openshift.io", resource: "securitycontextconstraints", verb: "use" };
