// Flags storage classes of AWS whose volumes are not encrypted.

import { scalarText } from "../../kube/read.ts";
import { textOf } from "../../yaml/access.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "persistent-volume-unencrypted",
  category: "secrets",
  severity: "info",
  since: "0.2.0",
  summary: "Storage class without encryption",
  sources: ["kubescape:C-0264"],
  standards: [],
  presets: ["strict"],
  fields: ["parameters.encrypted"],
  on: "resource",
  check(resource, report) {
    if (resource.group !== "storage.k8s.io" || resource.kind !== "StorageClass") return;
    if (!provisioners.has(textOf(resource.field("provisioner")) ?? "")) return;
    const encrypted = resource.field("parameters", "encrypted");
    const message = `Volumes of ${resource.label} are not encrypted`;
    if (!encrypted) report.missing(resource, ["parameters", "encrypted"], message);
    else if (scalarText(encrypted) !== "true") report(encrypted, message);
  },
});

/** Azure and Google encrypt every disk; on AWS it is a parameter, unless the account has it as its default. */
const provisioners: ReadonlySet<string> = new Set(["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"]);
