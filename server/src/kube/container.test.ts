// Containers: roles, inheritance, images, requests, ports, variables, probes, mounts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { resourcesOf } from "./resource.ts";
import type { Container, InheritedKey, OwnKey } from "./container.ts";

const pod = (spec: string) =>
  resourcesOf(parseDocument(`apiVersion: v1\nkind: Pod\nspec:\n  ${spec.replaceAll("\n", "\n  ")}`))[0]!.workload!.pod;
const container = (fields: string): Container => pod(`containers:\n- ${fields.replaceAll("\n", "\n  ")}`).containers[0]!;
const textAt = (node: ReturnType<Container["field"]>) => (node?.kind === "scalar" ? node.value : node?.kind);

test("every container, in the order of the Pod Security checks", () => {
  const { containers } = pod(
    "containers: [{ name: a }, ~, text]\nephemeralContainers: [{ name: e }]\ninitContainers: [{ name: i }, { name: s, restartPolicy: Always }, { name: o, restartPolicy: OnFailure }]",
  );
  assert.deepEqual(
    containers.map(({ name, role }) => `${name} ${role}`),
    ["i init", "s sidecar", "o init", "a container", "e ephemeral"],
  );
  assert.deepEqual(pod("containers: { name: a }").containers, []);
});

test("what a container inherits from its pod", () => {
  const check = (key: InheritedKey | OwnKey, ofPod: string, own: string, expected: string | undefined) => {
    const { containers } = pod(
      `securityContext: { ${key}: ${ofPod} }\ncontainers: [{ name: a, securityContext: { ${key}: ${own} } }]`,
    );
    assert.equal(textAt(containers[0]!.effective(key)), expected, `${key} ${ofPod} ${own}`);
  };
  const inherited: InheritedKey[] = [
    "runAsUser",
    "runAsGroup",
    "runAsNonRoot",
    "seLinuxOptions",
    "seccompProfile",
    "appArmorProfile",
    "windowsOptions",
  ];
  for (const key of inherited) {
    check(key, "pod", "own", "own");
    check(key, "pod", "", "pod");
    check(key, "", "own", "own");
    check(key, "", "~", undefined);
  }
  const own: OwnKey[] = ["privileged", "allowPrivilegeEscalation", "capabilities", "readOnlyRootFilesystem", "procMount"];
  for (const key of own) {
    check(key, "pod", "own", "own");
    check(key, "pod", "", undefined);
  }
  assert.equal(
    textAt(pod("securityContext: { runAsUser: 5 }\ncontainers: [{ name: a }]").containers[0]!.effective("runAsUser")),
    "5",
  );
  assert.equal(pod("containers: [{ name: a, securityContext: wrong }]").containers[0]!.securityContext, undefined);
});

const checkImage = (image: string, tag: string | undefined, isThere = true) => {
  const found = container(`image: ${image}`).image;
  assert.equal(found !== undefined, isThere, image);
  assert.equal(found?.tag, tag, image);
};

test("images", () => {
  checkImage("nginx:1.27", "1.27");
  checkImage("host:5000/app", undefined);
  checkImage("", undefined, false);
  checkImage("nginx:${TAG}", undefined, false);
  checkImage("'{{ .Values.image }}'", undefined, false);
  checkImage("{{ .Values.image }}", undefined, false);
  checkImage("Not An Image", undefined, false);
  checkImage("[nginx]", undefined, false);
  assert.equal(container("image: &i nginx").image?.node.value, "nginx");
});

const checkAmounts = (
  resources: string,
  request: string | undefined,
  limit: string | undefined,
  effective: string | undefined,
) => {
  const { resources: read } = container(`resources: ${resources}`);
  const text = (amount: ReturnType<typeof read.request>) => amount && (amount.quantity?.toString() ?? "?");
  assert.deepEqual(
    [text(read.request("cpu")), text(read.limit("cpu")), text(read.effectiveRequest("cpu"))],
    [request, limit, effective],
    resources,
  );
};

test("requests and limits", () => {
  checkAmounts("{}", undefined, undefined, undefined);
  checkAmounts("", undefined, undefined, undefined);
  checkAmounts("wrong", undefined, undefined, undefined);
  checkAmounts("{ requests: { cpu: 100m } }", "100m", undefined, "100m");
  checkAmounts("{ limits: { cpu: 0.5 } }", undefined, "500m", "500m");
  checkAmounts("{ requests: { cpu: 1 }, limits: { cpu: 2 } }", "1", "2", "1");
  checkAmounts("{ requests: { cpu: 0 }, limits: { cpu: 2 } }", "0", "2", "0");
  checkAmounts("{ requests: { cpu: }, limits: { cpu: 2 } }", undefined, "2", "2");
  checkAmounts("{ requests: { cpu: '' }, limits: { cpu: 2 } }", undefined, "2", "2");
  checkAmounts("{ requests: { cpu: '${CPU}' } }", "?", undefined, "?");
  checkAmounts("{ requests: { cpu: lots } }", "?", undefined, "?");
  checkAmounts("{ requests: { cpu: 0x10 } }", "16", undefined, "16");
  checkAmounts("{ requests: { cpu: 1_000 } }", "1k", undefined, "1k");
  checkAmounts("{ requests: { cpu: '1_000' } }", "?", undefined, "?");
  checkAmounts("{ requests: { cpu: 1e3 } }", "1k", undefined, "1k");
  checkAmounts("{ requests: { cpu: '1e3' } }", "1e3", undefined, "1e3");
  checkAmounts("{ requests: { cpu: yes } }", "?", undefined, "?");
});

test("ports", () => {
  const { ports } = container(
    "ports: [{ containerPort: 80 }, { containerPort: '81', name: web, protocol: UDP, hostPort: 0 }, { containerPort: ~ }, 8080]",
  );
  assert.deepEqual(
    ports.map(({ containerPort, name, protocol, hostPort }) => [containerPort, name, protocol, hostPort]),
    [
      [80, undefined, "TCP", undefined],
      [undefined, "web", "UDP", 0],
      [undefined, undefined, "TCP", undefined],
    ],
  );
});

test("variables and their sources", () => {
  const { env, envFrom } = container(
    "env:\n- { name: A, value: text }\n- { name: B, value: 5 }\n- { name: C, value: }\n- { name: D, valueFrom: { secretKeyRef: { name: s, key: k, optional: true } } }\n- { name: E, valueFrom: { fieldRef: { fieldPath: x } } }\nenvFrom: [{ secretRef: { name: s } }, { prefix: P, configMapRef: { name: c, optional: true } }, {}]",
  );
  assert.deepEqual(
    env.map(({ name, value, valueFrom }) => [name, value, valueFrom?.kind, valueFrom?.name, valueFrom?.key, valueFrom?.optional]),
    [
      ["A", "text", undefined, undefined, undefined, undefined],
      ["B", "5", undefined, undefined, undefined, undefined],
      ["C", undefined, undefined, undefined, undefined, undefined],
      ["D", undefined, "secretKeyRef", "s", "k", true],
      ["E", undefined, "fieldRef", undefined, undefined, false],
    ],
  );
  assert.deepEqual(
    envFrom.map(({ kind, name, optional, prefix }) => [kind, name, optional, prefix]),
    [
      ["secretRef", "s", false, undefined],
      ["configMapRef", "c", true, "P"],
    ],
  );
});

test("probes and hooks", () => {
  const c = container(
    "livenessProbe: { httpGet: { path: /ok, port: web, host: '' } }\nreadinessProbe: { tcpSocket: { port: 80 } }\nstartupProbe: { exec: { command: [cat, /ready] } }\nlifecycle: { preStop: { sleep: { seconds: 5 } }, postStart: }",
  );
  assert.deepEqual([c.liveness?.handler, c.liveness?.path, c.liveness?.port, c.liveness?.host], ["httpGet", "/ok", "web", ""]);
  assert.deepEqual([c.readiness?.handler, c.readiness?.port], ["tcpSocket", 80]);
  assert.deepEqual([c.startup?.handler, c.startup?.command.map(({ text }) => text)], ["exec", ["cat", "/ready"]]);
  assert.deepEqual([c.preStop?.handler, c.postStart], ["sleep", undefined]);
  assert.equal(container("livenessProbe: {}").liveness?.handler, undefined);
  assert.equal(container("livenessProbe: ").liveness, undefined);
});

test("volumes and mounts", () => {
  const { volumes, containers } = pod(
    "volumes: [{ name: a }, { name: b, emptyDir: {} }, { name: c, emptyDir: }, { hostPath: { path: /var//run/../lib/ }, name: d }, { name: e, hostPath: ~ }]\ncontainers: [{ name: x, volumeMounts: [{ name: a, mountPath: /a }, { name: d, mountPath: /d, readOnly: true }], volumeDevices: [{ name: b }] }]",
  );
  assert.deepEqual(
    volumes.map(({ name, source, hostPath }) => [name, source, hostPath?.normalized]),
    [
      ["a", undefined, undefined],
      ["b", "emptyDir", undefined],
      ["c", undefined, undefined],
      ["d", "hostPath", "/var/lib"],
      ["e", undefined, undefined],
    ],
  );
  assert.deepEqual(
    containers[0]!.volumeMounts.map(({ name, mountPath, readOnly }) => [name, mountPath, readOnly]),
    [
      ["a", "/a", false],
      ["d", "/d", true],
    ],
  );
  assert.deepEqual(
    containers[0]!.volumeDevices.map(({ name }) => name),
    ["b"],
  );
});
