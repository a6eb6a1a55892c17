// Whether two probes of a container ask the same question, and how patient a probe is.

import { intField, mapItems, textField } from "./read.ts";
import type { Container } from "./container.ts";
import type { Probe } from "./probe.ts";

/** Whether both look at the same thing in the same way, however often they do. */
export function asksTheSame(container: Container, a: Probe, b: Probe): boolean {
  if (a.handler !== b.handler) return false;
  switch (a.handler) {
    case "exec":
      return a.command.length > 0 && argumentsOf(a) === argumentsOf(b);
    case "httpGet":
      return samePort(container, a, b) && requestOf(a) === requestOf(b);
    case "tcpSocket":
      return samePort(container, a, b) && (a.host || "") === (b.host || "");
    case "grpc":
      return samePort(container, a, b) && (textField(a.action, "service") || "") === (textField(b.action, "service") || "");
    default:
      return false;
  }
}

/** The seconds of failures in a row after which it counts as failed; 0 and absent are the API's defaults. */
export function patienceOf({ node }: Probe): number {
  return (intField(node, "periodSeconds") || 10) * (intField(node, "failureThreshold") || 3);
}

function argumentsOf({ command }: Probe): string {
  return JSON.stringify(command.map(({ text }) => text));
}

function samePort(container: Container, a: Probe, b: Probe): boolean {
  const port = portNumber(container, a);
  return port !== undefined && port === portNumber(container, b);
}

/** The number behind a name, or the name where no port has it. */
function portNumber({ ports }: Container, { port }: Probe): number | string | undefined {
  return typeof port === "string" ? (ports.find(({ name }) => name === port)?.containerPort ?? port) : port;
}

/** What goes over the wire of an `httpGet`. */
function requestOf({ action, path, host }: Probe): string {
  const headers = mapItems(action, "httpHeaders").map((header) => [textField(header, "name"), textField(header, "value")]);
  return JSON.stringify([textField(action, "scheme") || "HTTP", host || "", path || "/", headers]);
}
