// Proposes the probes that a container lacks, from the ports it declares and the probes it has.

import { Hole, type YamlValue } from "../yaml/edit.ts";
import { textField, intField } from "./read.ts";
import type { Container } from "./container.ts";
import type { ContainerPort } from "./container-port.ts";
import type { Probe } from "./probe.ts";

/** A request over HTTP, or what else the port is known to speak; never what the liveness probe asks. */
export function proposeReadiness(container: Container): YamlValue {
  const { liveness } = container;
  const { port, speaks, isTls } = targetOf(container);
  switch (speaks) {
    case "grpc":
      return { grpc: { port, ...(liveness?.handler === "grpc" && { service: new Hole("readiness") }) } };
    case "tcp":
      return { tcpSocket: { port }, ...(liveness?.handler === "tcpSocket" && { failureThreshold: 1 }) };
    case "http": {
      const path = new Hole(liveness?.path === "/readyz" ? "/healthz" : "/readyz");
      return { httpGet: { path, port, ...(isTls && { scheme: "HTTPS" }) } };
    }
  }
}

/** Whether the port takes connections; slower to give up than a readiness probe that asks, or may ask, just that. */
export function proposeLiveness(container: Container): YamlValue {
  const { readiness } = container;
  const { port, speaks } = targetOf(container);
  const probe = { tcpSocket: { port } };
  const isLike = readiness ? readiness.handler === "tcpSocket" : speaks === "tcp";
  return isLike ? { ...probe, ...slowerThan(readiness) } : probe;
}

interface Target {
  readonly port: number | string | Hole;
  readonly speaks: "http" | "grpc" | "tcp";
  readonly isTls: boolean;
}

/** What another probe looks at, else the port that looks most like one to ask. */
function targetOf({ readiness, liveness, startup, ports }: Container): Target {
  const known = [readiness, liveness, startup].find((probe) => probe?.port !== undefined);
  const declared = known
    ? ports.find(({ name, containerPort }) => known.port === name || known.port === containerPort)
    : portToAsk(ports);
  const speaks = known?.handler === "grpc" ? "grpc" : known?.handler === "httpGet" ? "http" : protocolOf(declared);
  const number = declared?.containerPort;
  return {
    // A probe over gRPC takes no name.
    port: (speaks === "grpc" && number) || known?.port || declared?.name || (number ?? new Hole(8080)),
    speaks,
    isTls: known?.handler === "httpGet" ? textField(known.action, "scheme") === "HTTPS" : isTlsPort(declared),
  };
}

const forHealth = /^(?:health|probe|live|ready)/;
const forHttp = /^(?:https?|web|api|rest)(?:-|$)/;
const besides = /^(?:metrics|prom|debug|admin|tracing|jmx)/;
const httpNumbers: ReadonlySet<number | undefined> = new Set([80, 443, 3000, 5000, 8000, 8080, 8443]);
/** Databases, caches and message brokers. */
const notHttp = /^(?:tcp|postgres|pg|mysql|mariadb|mongo|redis|memcache|amqp|kafka|nats|mqtt|zookeeper|zk|smtp|ldap|ssh|cql)/;
const notHttpNumbers: ReadonlySet<number | undefined> = new Set([
  22, 25, 389, 1433, 1883, 2181, 3306, 4222, 5432, 5672, 6379, 9042, 9092, 11211, 27017,
]);

function portToAsk(ports: readonly ContainerPort[]): ContainerPort | undefined {
  const tcp = ports.filter(({ protocol, name, containerPort }) => protocol === "TCP" && (name || containerPort !== undefined));
  const named = (pattern: RegExp) => tcp.find(({ name }) => name && pattern.test(name));
  return (
    named(forHealth) ??
    named(forHttp) ??
    tcp.find(({ containerPort }) => httpNumbers.has(containerPort)) ??
    tcp.find(({ name }) => !name || !besides.test(name)) ??
    tcp[0]
  );
}

function protocolOf(port: ContainerPort | undefined): Target["speaks"] {
  if (/^grpc(?:-|$)/.test(port?.name ?? "") && port?.containerPort !== undefined) return "grpc";
  return notHttp.test(port?.name ?? "") || notHttpNumbers.has(port?.containerPort) ? "tcp" : "http";
}

function isTlsPort(port: ContainerPort | undefined): boolean {
  return /^https(?:-|$)/.test(port?.name ?? "") || port?.containerPort === 443 || port?.containerPort === 8443;
}

function slowerThan(probe: Probe | undefined): Record<string, YamlValue> {
  const period = intField(probe?.node, "periodSeconds");
  return { ...(period && { periodSeconds: period }), failureThreshold: 2 * (intField(probe?.node, "failureThreshold") || 3) };
}
