// Flags routes that hang on Gateways or listeners that are not there.

import { nearest } from "../../base/nearest.ts";
import { GATEWAY_API, parentsOf, type RouteRef } from "../../kube/gateway.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule, type Fix, type Report } from "../../lint/rule.ts";
import { set } from "../../yaml/make-edit.ts";
import type { ResourceFacts } from "../../kube/facts.ts";
import type { Resource } from "../../kube/resource.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "gateway-parent-missing",
  category: "network",
  severity: ["error", "info"],
  since: "0.2.0",
  summary: "Route attaches to a Gateway or listener that does not exist",
  sources: ["popeye:407"],
  standards: [],
  presets: ["strict"],
  fixes: ["safe"],
  fields: ["spec.parentRefs.name", "spec.parentRefs.sectionName", "spec.parentRefs.port"],
  on: "resource",
  neighbours: "missing",
  check(resource, report, { unit }) {
    for (const ref of parentsOf(resource)) {
      const { group, kind, namespace, name, nameNode } = ref;
      const isKnown = (group === GATEWAY_API && kind === "Gateway") || (group === "" && kind === "Service");
      if (!isKnown || name === undefined || !nameNode || hasHole(name) || hasHole(namespace)) continue;
      const [found] = unit.find({ kind, group, namespace, name });
      if (found) checkListener(resource, ref, found, report);
      else {
        const near = nearest(
          name,
          unit.find({ kind, group, namespace }).flatMap((one) => one.name ?? []),
        );
        const message = `${resource.label} attaches to ${kind} \`${name}\`, which is not there${meant(near)}`;
        report(nameNode, message, { severity: kind === "Service" ? "error" : "info", fixes: change(ref.node, "name", near) });
      }
    }
  },
});

function checkListener(
  { label }: Resource,
  ref: RouteRef,
  { name: gateway, listeners = [] }: ResourceFacts,
  report: Report,
): void {
  const { section, sectionNode, port, portNode, node } = ref;
  if (listeners.length === 0) return;
  if (section !== undefined && sectionNode && !listeners.some(({ name }) => name === section)) {
    const near = nearest(
      section,
      listeners.flatMap(({ name }) => name ?? []),
    );
    const message = `${label} attaches to listener \`${section}\`, which Gateway \`${gateway}\` does not have${meant(near)}`;
    report(sectionNode, message, { fixes: change(node, "sectionName", near) });
  } else if (portNode && typeof port === "number" && !listeners.some((one) => one.port === port))
    report(portNode, `${label} attaches to port ${port}, where Gateway \`${gateway}\` has no listener`);
}

function meant(near: string | undefined): string {
  return near === undefined ? "" : ` (did you mean \`${near}\`?)`;
}

function change(node: YamlMap, key: string, near: string | undefined): readonly Fix[] {
  return near === undefined ? [] : [{ title: `Change to \`${near}\``, safety: "safe", edits: [set(node, [key], near)] }];
}
