// Flags ports that are named by number although they have a name.

import { ingressOf } from "../../kube/ingress.ts";
import { mapField } from "../../kube/read.ts";
import { selectedBy, workloadsIn, type Finder } from "../../kube/selected.ts";
import { serviceOf } from "../../kube/service.ts";
import { defineRule, type Fix, type Report } from "../../lint/rule.ts";
import { removeKey, set } from "../../yaml/make-edit.ts";
import type { Container } from "../../kube/container.ts";
import type { Resource } from "../../kube/resource.ts";
import type { YamlEdit } from "../../yaml/edit.ts";

export const rule = defineRule({
  id: "port-referenced-by-number",
  category: "correctness",
  severity: "info",
  since: "0.2.0",
  summary: "Port given as a number where it has a name",
  sources: ["popeye:105", "popeye:1102", "popeye:1403"],
  standards: [],
  presets: [],
  fixes: ["safe"],
  fields: ["port", "targetPort"],
  on: "resource",
  neighbours: "sometimes",
  check(resource, report, { unit }) {
    if (unit) {
      judgeService(resource, report, unit);
      judgeIngress(resource, report, unit);
    } else for (const container of resource.workload?.pod.containers ?? []) judgeProbes(container, report);
  },
});

function judgeProbes({ liveness, readiness, startup, ports, label }: Container, report: Report): void {
  for (const probe of [liveness, readiness, startup]) {
    if (!probe?.action || !probe.portNode || typeof probe.port !== "number" || probe.handler === "grpc") continue;
    const name = ports.find(({ containerPort, protocol }) => containerPort === probe.port && protocol === "TCP")?.name;
    if (name)
      report(probe.portNode, `A probe of container \`${label}\` gives port \`${name}\` as ${probe.port}`, {
        fixes: [use(name, [set(probe.action, ["port"], name)])],
      });
  }
}

/** Only where all pods behind it call the port the same. */
function judgeService(resource: Resource, report: Report, unit: Finder): void {
  const service = serviceOf(resource);
  if (!service?.selector || service.isHeadless) return;
  const pods = selectedBy(service.selector, workloadsIn(unit, resource.namespaceOrDefault)).flatMap(({ pods }) => pods ?? []);
  for (const { node, port, portNode, targetPort = port, targetPortNode = portNode, protocol } of service.ports) {
    if (typeof targetPort !== "number" || !targetPortNode) continue;
    const names = new Set(
      pods.map(({ ports }) => ports.find((one) => one.number === targetPort && one.protocol === protocol)?.name),
    );
    const [name, ...others] = names;
    if (!name || others.length > 0) continue;
    report(targetPortNode, `${resource.label} gives port \`${name}\` of its pods as ${targetPort}`, {
      fixes: [use(name, [set(node, ["targetPort"], name)])],
    });
  }
}

function judgeIngress(resource: Resource, report: Report, unit: Finder): void {
  for (const { node, service, port, portNode } of ingressOf(resource)?.backends ?? []) {
    const at = mapField(mapField(node, "service"), "port");
    if (!at || !portNode || !service || typeof port !== "number") continue;
    const [found] = unit.find({ kind: "Service", group: "", namespace: resource.namespaceOrDefault, name: service });
    const name = found?.service?.ports.find(({ number }) => number === port)?.name;
    if (name)
      report(portNode, `${resource.label} gives port \`${name}\` of Service \`${service}\` as ${port}`, {
        fixes: [use(name, [...removeKey(at, "number"), set(at, ["name"], name)])],
      });
  }
}

function use(name: string, edits: readonly YamlEdit[]): Fix {
  return { title: `Use the name \`${name}\``, safety: "safe", edits };
}
