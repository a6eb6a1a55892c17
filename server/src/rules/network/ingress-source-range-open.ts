// Flags lists of allowed sources that let everybody in.

import { ingressOf } from "../../kube/ingress.ts";
import { field, mapField, textField, textItems } from "../../kube/read.ts";
import { serviceOf } from "../../kube/service.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { removeItem, removeKey, set } from "../../yaml/make-edit.ts";
import type { Resource } from "../../kube/resource.ts";
import type { YamlEdit } from "../../yaml/edit.ts";

export const rule = defineRule({
  id: "ingress-source-range-open",
  category: "network",
  severity: "warning",
  since: "0.2.0",
  summary: "Source ranges admit every address",
  sources: ["kics:3a7d4239-f768-438f-a30b-23a26f885966"],
  standards: ["NSA"],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  fields: ["spec.loadBalancerSourceRanges"],
  on: "resource",
  check(resource, report) {
    const service = serviceOf(resource);
    for (const { node, text } of textItems(service?.resource.spec, "loadBalancerSourceRanges"))
      if (isEveryAddress(text)) report(node, messageOf(resource, text), { fixes: [remove(text, [removeItem(node)])] });
    if (!ingressOf(resource)) return;
    const annotations = mapField(resource.metadata, "annotations");
    for (const key of keys) {
      const node = field(annotations, key);
      const ranges = (textField(annotations, key) ?? "").split(",").map((range) => range.trim());
      const open = ranges.find(isEveryAddress);
      if (!annotations || !node || open === undefined) continue;
      const kept = ranges.filter((range) => range !== "" && !isEveryAddress(range));
      const edits = kept.length > 0 ? [set(annotations, [key], kept.join(","))] : removeKey(annotations, key);
      report(node, messageOf(resource, open), { fixes: [remove(open, edits)] });
    }
  },
});

const keys = ["nginx.ingress.kubernetes.io/whitelist-source-range", "nginx.ingress.kubernetes.io/allowlist-source-range"];

function isEveryAddress(range: string): boolean {
  return /^[\d.:a-fA-F]+\/0+$/.test(range.trim());
}

function messageOf({ label }: Resource, range: string): string {
  return `${label} admits every address: \`${range}\``;
}

function remove(range: string, edits: readonly YamlEdit[]): Fix {
  return { title: `Remove \`${range}\``, safety: "confirm", edits };
}
