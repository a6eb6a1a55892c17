// By which ways from outside of the cluster a Service is reached, as far as a unit tells.

import type { Finder } from "./selected.ts";
import type { ResourceFacts } from "./facts.ts";

/** The object that opens the first such way: the Service itself, an Ingress or a route. */
export function exposureOf(service: ResourceFacts, unit: Finder): ResourceFacts | undefined {
  if (service.service?.type === "LoadBalancer" || service.service?.type === "NodePort") return service;
  const { name, namespace = "default" } = service;
  const openers = openingKinds.flatMap((kind) => unit.find({ kind }));
  return openers.find((opener) =>
    opener.references.some(
      (reference) =>
        reference.kind === "Service" &&
        reference.group === "" &&
        reference.name === name &&
        (reference.namespace ?? opener.namespace ?? "default") === namespace,
    ),
  );
}

const openingKinds = ["Ingress", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"];
