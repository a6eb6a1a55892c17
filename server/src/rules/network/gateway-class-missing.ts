// Flags Gateways of a class that is not there.

import { nearest } from "../../base/nearest.ts";
import { GATEWAY_API } from "../../kube/gateway.ts";
import { field, textField } from "../../kube/read.ts";
import { defineRule } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";

export const rule = defineRule({
  id: "gateway-class-missing",
  category: "network",
  severity: "info",
  since: "0.2.0",
  summary: "Gateway names a GatewayClass that is not in the input",
  sources: ["popeye:407"],
  standards: [],
  presets: [],
  fixes: ["safe"],
  fields: ["spec.gatewayClassName"],
  on: "resource",
  neighbours: "missing",
  check({ group, kind, spec, label }, report, { unit }) {
    const node = field(spec, key);
    const name = textField(spec, key);
    if (group !== GATEWAY_API || kind !== "Gateway" || !spec || !node || !name) return;
    const names = unit.find({ kind: "GatewayClass", group }).flatMap((found) => found.name ?? []);
    if (names.length === 0 || names.includes(name)) return;
    const near = nearest(name, names);
    report(node, `${label} is of class \`${name}\`, which is not there`, {
      fixes: near === undefined ? [] : [{ title: `Change to \`${near}\``, safety: "safe", edits: [set(spec, [key], near)] }],
    });
  },
});

const key = "gatewayClassName";
