// Flags roles whose holder can approve certificates.

import { grantsOf } from "../../kube/rbac-grant.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "rbac-csr-approve",
  category: "access",
  severity: ["warning", "error"],
  since: "0.2.0",
  summary: "Role can approve certificate requests",
  sources: ["checkov:CKV_K8S_156", "kubescape:C-0280", "kyverno:restrict-clusterrole-csr"],
  standards: ["CIS-5.1.11"],
  presets: ["recommended", "strict"],
  fields: ["rules.resources", "rules.verbs"],
  on: "role",
  check(role, report) {
    const [approval] = grantsOf(role, approvals);
    const [signer] = grantsOf(role, signers);
    const found = approval ?? signer;
    if (!found) return;
    const all = approval && signer;
    const can = all ? "approve certificate requests" : approval ? "mark certificate requests as approved" : "approve for signers";
    report(found.node, `${role.resource.label} can ${can}`, { severity: all ? "error" : "warning" });
  },
});

const group = "certificates.k8s.io";
const approvals = { targets: { [group]: ["certificatesigningrequests/approval"] }, verbs: ["update", "patch"] };
const signers = { targets: { [group]: ["signers"] }, verbs: ["approve"] };
