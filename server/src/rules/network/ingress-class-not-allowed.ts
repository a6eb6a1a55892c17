// Flags Ingresses of a class that the team does not use.

import { field, fieldAt, scalarText } from "../../kube/read.ts";
import { defineRule } from "../../lint/rule.ts";

export const rule = defineRule({
  id: "ingress-class-not-allowed",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Ingress class is not an allowed one",
  sources: ["kyverno:restrict-ingress-classes"],
  standards: [],
  presets: [],
  fields: ["spec.ingressClassName"],
  options: {
    allowed: { type: "strings", default: [], doc: "Names of the classes that Ingresses may have." },
  },
  on: "ingress",
  check({ resource }, report, { options: { allowed } }) {
    if (allowed.length === 0) return;
    const annotation = fieldAt(resource.metadata, ["annotations", "kubernetes.io/ingress.class"]);
    for (const node of [field(resource.spec, "ingressClassName"), annotation]) {
      const name = scalarText(node);
      if (node && name !== undefined && !allowed.includes(name)) report(node, `${resource.label} is of class \`${name}\``);
    }
  },
});
