// Flags Ingresses that lead to Services, or ports of them, that are not there.

import { didYouMean } from "../../base/nearest.ts";
import { mapField } from "../../kube/read.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { removeKey, set } from "../../yaml/make-edit.ts";
import type { PortFacts, ServiceFacts } from "../../kube/facts.ts";
import type { Backend } from "../../kube/ingress.ts";

export const rule = defineRule({
  id: "ingress-backend-missing",
  category: "correctness",
  severity: ["error", "info"],
  since: "0.2.0",
  summary: "Ingress backend does not exist",
  sources: [
    "kube-linter:dangling-ingress",
    "kube-score:ingress-targets-service",
    "kubescape:C-0298",
    "popeye:1401",
    "popeye:1402",
    "popeye:1404",
  ],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  fields: ["backend.service.name", "backend.service.port", "spec.defaultBackend.service.name"],
  on: "ingress",
  neighbours: "missing",
  check({ backends, resource }, report, { unit }) {
    const { label, namespaceOrDefault: namespace } = resource;
    for (const backend of backends) {
      const { service, serviceNode, port, portNode, node } = backend;
      if (!service || !serviceNode || hasHole(service) || port === "use-annotation") continue;
      if (!portNode) report.missing(node, portPath(backend), `${label} leads to Service \`${service}\` without a port`);
      const [found] = unit.find({ kind: "Service", group: "", namespace, name: service });
      if (!found) {
        const names = unit.find({ kind: "Service", group: "", namespace }).flatMap(({ name }) => name ?? []);
        const message = `${label} leads to Service \`${service}\`, which is not there${didYouMean(service, names)}`;
        report(serviceNode, message, names.length === 0 ? { severity: "info" } : {});
      } else if (portNode && port !== undefined && found.service && !hasPort(found.service, port))
        report(portNode, `${label} leads to port \`${port}\`, which Service \`${service}\` does not have`, {
          fixes: () => usePort(backend, found.service?.ports ?? []),
        });
    }
  },
});

function hasPort({ type, ports }: ServiceFacts, port: number | string): boolean {
  if (type === "ExternalName" && ports.length === 0) return true;
  return ports.some(({ name, number }) => (typeof port === "number" ? number === port : name === port));
}

/** In the form of the API version that the backend is written in. */
function portPath({ node }: Backend): readonly string[] {
  return mapField(node, "service") ? ["service", "port"] : ["servicePort"];
}

/** Where the Service has one port only, that is the one. */
function usePort({ node, port }: Backend, [only, ...others]: readonly PortFacts[]): readonly Fix[] {
  if (only?.number === undefined || others.length > 0) return [];
  const at = mapField(mapField(node, "service"), "port");
  const value = typeof port === "string" && only.name !== undefined ? only.name : only.number;
  const key = typeof value === "string" ? "name" : "number";
  const edits = at
    ? [set(at, [key], value), ...(key === "number" ? removeKey(at, "name") : [])]
    : [set(node, ["servicePort"], value)];
  return [{ title: `Change to \`${value}\``, safety: "safe", edits }];
}
