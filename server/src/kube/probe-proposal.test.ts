// Proposed probes: the port they choose, what they ask, and that they never ask the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { Hole, type YamlValue } from "../yaml/edit.ts";
import { asksTheSame, patienceOf } from "./probe-likeness.ts";
import { proposeLiveness, proposeReadiness } from "./probe-proposal.ts";
import { resourcesOf } from "./resource.ts";
import type { Container } from "./container.ts";

function containerOf(fields: string): Container {
  const text = `apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: web, ${fields} }] }\n`;
  return resourcesOf(parseDocument(text))[0]!.workload!.pod.containers[0]!;
}

/** Holes in angle brackets. */
function written(value: YamlValue): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Hole ? `<${inner.value}>` : inner)).replaceAll('"', "");
}

const ports = (...list: string[]) => `ports: [${list.map((port) => `{ ${port} }`).join(", ")}]`;

function check(fields: string, readiness: string, liveness: string): void {
  const container = containerOf(fields);
  assert.equal(written(proposeReadiness(container)), readiness, fields);
  assert.equal(written(proposeLiveness(container)), liveness, fields);
}

const http = (port: string | number) => [`{httpGet:{path:</readyz>,port:${port}}}`, `{tcpSocket:{port:${port}}}`] as const;

test("the port that looks most like one to ask", () => {
  check("", ...http("<8080>"));
  check(ports("containerPort: 9000"), ...http(9000));
  check(ports("name: metrics, containerPort: 9100", "containerPort: 9000"), ...http(9000));
  check(ports("name: metrics, containerPort: 9100"), ...http("metrics"));
  check(ports("containerPort: 9000", "name: http, containerPort: 81"), ...http("http"));
  check(ports("name: http, containerPort: 81", "name: health, containerPort: 82"), ...http("health"));
  check(ports("containerPort: 53, protocol: UDP", "containerPort: 8080"), ...http(8080));
  check(ports("name: http, containerPort: '${PORT}'"), ...http("http"));
  check(ports("containerPort: '${PORT}'"), ...http("<8080>"));
});

test("what it speaks", () => {
  check(ports("containerPort: 8443"), "{httpGet:{path:</readyz>,port:8443,scheme:HTTPS}}", "{tcpSocket:{port:8443}}");
  check(ports("name: grpc, containerPort: 9"), "{grpc:{port:9}}", "{tcpSocket:{port:9}}");
  check(ports("name: redis, containerPort: 9"), "{tcpSocket:{port:redis}}", "{tcpSocket:{port:redis},failureThreshold:6}");
  check(ports("containerPort: 5432"), "{tcpSocket:{port:5432}}", "{tcpSocket:{port:5432},failureThreshold:6}");
});

/** Both as they would be if the other one were not there, then put into one container. */
function checkPair(fields: string): void {
  const container = containerOf(fields);
  const both = containerOf(
    [
      fields,
      ...(container.readiness ? [] : [`readinessProbe: ${plain(proposeReadiness(container))}`]),
      ...(container.liveness ? [] : [`livenessProbe: ${plain(proposeLiveness(container))}`]),
    ].join(", "),
  );
  const { liveness, readiness } = both;
  assert.ok(liveness && readiness, fields);
  assert.ok(!asksTheSame(both, liveness, readiness) || patienceOf(liveness) > patienceOf(readiness), fields);
}

function plain(value: YamlValue): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Hole ? inner.value : inner));
}

test("the two are never identical", () => {
  const declared = [
    "",
    "name: http, containerPort: 8080",
    "containerPort: 443",
    "name: grpc, containerPort: 9",
    "containerPort: 6379",
  ];
  const probes = [
    "httpGet: { path: /readyz, port: 8080 }",
    "httpGet: { path: /healthz, port: 8080, scheme: HTTPS }",
    "tcpSocket: { port: 8080 }",
    "tcpSocket: { port: 6379 }, periodSeconds: 5, failureThreshold: 4",
    "grpc: { port: 9 }",
    "exec: { command: [a] }",
  ];
  for (const port of declared) {
    checkPair(ports(...(port ? [port] : [])));
    for (const probe of probes)
      for (const key of ["livenessProbe", "readinessProbe"]) checkPair(`${ports(...(port ? [port] : []))}, ${key}: { ${probe} }`);
  }
});
