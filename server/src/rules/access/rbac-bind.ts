// Flags roles whose holder can hand out roles that have more than he.

import { grantsOf, inWords } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-bind",
  category: "access",
  severity: ["error", "warning", "info"],
  since: "0.2.0",
  summary: "Role can bind any role",
  sources: [
    "checkov:CKV_K8S_157",
    "checkov:CKV2_K8S_1",
    "trivy:KSV-0050",
    "kubescape:C-0191",
    "kyverno:restrict-escalation-verbs-roles",
    "kics:8320826e-7a9c-4b0b-9535-578333193432",
  ],
  standards: ["CIS-5.1.8"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    for (const { node, isNamed } of grantsOf(role, right))
      report(node, `${role.resource.label} can bind roles whose rights it does not have`, isNamed ? { severity: "warning" } : {});
    for (const { rule, node, resources } of grantsOf(role, misplaced))
      if (rule.verbs.some(({ text }) => text === "bind"))
        report(node, `${role.resource.label} has the verb \`bind\` on ${inWords(resources)}, where it means nothing`, {
          severity: "info",
        });
  },
});

const group = "rbac.authorization.k8s.io";
const right = { targets: { [group]: ["roles", "clusterroles"] }, verbs: ["bind"] };
/** The verb is asked for on the role, never on its binding. */
const misplaced = { targets: { [group]: ["rolebindings", "clusterrolebindings"] }, verbs: ["bind"], named: true };
