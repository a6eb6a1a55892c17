// Probes: which ask the same, and which give up first.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { asksTheSame, patienceOf } from "./probe-likeness.ts";
import { resourcesOf } from "./resource.ts";
import type { Container } from "./container.ts";

function containerWith(a: string, b: string): Container {
  const text = `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      ports: [{ name: http, containerPort: 8080 }]
      livenessProbe: ${a}
      readinessProbe: ${b}
`;
  return resourcesOf(parseDocument(text))[0]!.workload!.pod.containers[0]!;
}

function check(a: string, b: string, expected: boolean): void {
  const container = containerWith(a, b);
  assert.equal(asksTheSame(container, container.liveness!, container.readiness!), expected, `${a} ${b}`);
  assert.equal(asksTheSame(container, container.readiness!, container.liveness!), expected, `${b} ${a}`);
}

test("what is asked", () => {
  check("{ httpGet: { port: 8080 } }", "{ httpGet: { port: http, path: /, scheme: HTTP, host: '' } }", true);
  check("{ httpGet: { port: 8080 } }", "{ httpGet: { port: 8080, path: /ready } }", false);
  check("{ httpGet: { port: 8080 } }", "{ httpGet: { port: 8080, scheme: HTTPS } }", false);
  check("{ httpGet: { port: 8080 } }", "{ httpGet: { port: 8080, host: 10.0.0.1 } }", false);
  check("{ httpGet: { port: 8080 } }", "{ httpGet: { port: 8080, httpHeaders: [{ name: a, value: b }] } }", false);
  check("{ httpGet: { port: 8080 } }", "{ tcpSocket: { port: 8080 } }", false);
  check("{ httpGet: { path: / } }", "{ httpGet: { path: / } }", false);
  check("{ tcpSocket: { port: http } }", "{ tcpSocket: { port: 8080 } }", true);
  check("{ tcpSocket: { port: unknown } }", "{ tcpSocket: { port: unknown } }", true);
  check("{ tcpSocket: { port: 8080 } }", "{ tcpSocket: { port: 8081 } }", false);
  check("{ exec: { command: [a, b] } }", "{ exec: { command: [a, b] } }", true);
  check("{ exec: { command: [a, b] } }", "{ exec: { command: ['a b'] } }", false);
  check("{ exec: { command: [] } }", "{ exec: { command: [] } }", false);
  check("{ grpc: { port: 9 } }", "{ grpc: { port: 9, service: '' } }", true);
  check("{ grpc: { port: 9 } }", "{ grpc: { port: 9, service: a } }", false);
  check("{}", "{}", false);
});

const patience = (probe: string) => patienceOf(containerWith(probe, "{}").liveness!);

test("how long it is put up with", () => {
  assert.equal(patience("{}"), 30);
  assert.equal(patience("{ periodSeconds: 5 }"), 15);
  assert.equal(patience("{ failureThreshold: 6 }"), 60);
  assert.equal(patience("{ periodSeconds: 0, failureThreshold: 0 }"), 30);
});
