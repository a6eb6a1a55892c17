// Facts: what they hold, and which edits leave them equal.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { factsOf } from "./facts.ts";
import { matches } from "./selector.ts";

const read = (text: string) => factsOf(parseDocument(text));

const deployment = (image: string, env: string, app: string, port: number) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { app: ${app} } }
spec:
  replicas: 3
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app} } }
    spec:
      automountServiceAccountToken: false
      containers:
      - { name: web, image: "${image}", env: [{ name: A, value: "${env}" }], ports: [{ name: http, containerPort: ${port} }], envFrom: [{ configMapRef: { name: settings } }] }
      initContainers:
      - { name: init, ports: [{ containerPort: 1 }] }
      - { name: proxy, restartPolicy: Always, ports: [{ containerPort: 9 }] }
`;

test("facts are equal where nothing changed that concerns others", () => {
  const same = (a: string, b: string) => read(a).key === read(b).key;
  const text = deployment("nginx:1", "x", "web", 80);
  assert.equal(same(text, deployment("nginx:2", "y", "web", 80)), true);
  assert.equal(same(text, `# a comment\n${text}`), true);
  assert.equal(same(text, deployment("nginx:1", "x", "api", 80)), false);
  assert.equal(same(text, deployment("nginx:1", "x", "web", 81)), false);
  assert.equal(read("").key, read("# nothing").key);
  assert.deepEqual(read("").resources, []);
});

test("a workload", () => {
  const [facts] = read(deployment("nginx:1", "x", "web", 80)).resources;
  assert.deepEqual(
    [facts!.apiVersion, facts!.group, facts!.kind, facts!.namespace, facts!.name],
    ["apps/v1", "apps", "Deployment", "shop", "web"],
  );
  assert.equal(facts!.labels.get("app"), "web");
  assert.deepEqual(facts!.pods, {
    labels: new Map([["app", "web"]]),
    selector: { requirements: [{ key: "app", operator: "In", values: ["web"] }], unresolved: false },
    replicas: 3,
    isLongRunning: true,
    serviceAccount: "default",
    automount: false,
    ports: [
      { number: 9, protocol: "TCP" },
      { name: "http", number: 80, protocol: "TCP" },
    ],
  });
  assert.equal(matches(facts!.pods!.selector!, facts!.pods!.labels), true);
  assert.deepEqual(facts!.references, [{ group: "", kind: "ConfigMap", name: "settings", optional: false, keys: [] }]);
  assert.equal(facts!.selector, undefined);
});

test("each object has a key of its own", () => {
  const { resources } = read(
    "apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Pod }, { apiVersion: v1, kind: Pod, spec: {} }, { apiVersion: v1, kind: Secret }]",
  );
  assert.equal(new Set(resources.map(({ key }) => key)).size, 3);
});

const factsOfOne = (text: string) => read(text).resources[0]!;

test("what else others may know", () => {
  assert.deepEqual(
    factsOfOne("apiVersion: v1\nkind: Service\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }")
      .service,
    {
      type: "ClusterIP",
      isHeadless: false,
      ports: [{ number: 80, protocol: "TCP", target: "http" }],
    },
  );
  assert.equal(factsOfOne("apiVersion: v1\nkind: Service\nspec: { selector: { app: web } }").selector?.requirements.length, 1);
  assert.deepEqual(
    factsOfOne(
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: { maxReplicas: 4, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }",
    ).scales,
    {
      type: "horizontal",
      group: "apps",
      kind: "Deployment",
      name: "web",
      min: 1,
      max: 4,
      utilization: [{ resource: "cpu" }],
    },
  );
  assert.equal(factsOfOne("apiVersion: v1\nkind: ServiceAccount\nautomountServiceAccountToken: false").automount, false);
  assert.equal(factsOfOne("apiVersion: v1\nkind: ServiceAccount").automount, undefined);
  assert.deepEqual(factsOfOne("apiVersion: v1\nkind: ConfigMap\ndata: { a: 1, $map: x }\nbinaryData: { b: eA== }").entries, [
    "a",
    "$map",
    "b",
  ]);
  assert.deepEqual(factsOfOne("apiVersion: v1\nkind: Secret\nstringData: { a: x }").entries, ["a"]);
  assert.equal(factsOfOne("apiVersion: v1\nkind: ConfigMap\ndata:\n  ${KEY}: x").entries, undefined);
  assert.deepEqual(
    factsOfOne("apiVersion: v1\nkind: PersistentVolumeClaim\nspec: { accessModes: [ReadWriteOnce] }").accessModes,
    ["ReadWriteOnce"],
  );
  const limits = factsOfOne(
    "apiVersion: v1\nkind: LimitRange\nspec: { limits: [{ type: Pod }, { type: Container, default: { cpu: 1, memory: 1Gi }, defaultRequest: { cpu: 100m } }] }",
  );
  assert.deepEqual(
    limits.defaultLimits,
    new Map([
      ["cpu", "1"],
      ["memory", "1Gi"],
    ]),
  );
  assert.deepEqual(
    limits.defaultRequests,
    new Map([
      ["cpu", "100m"],
      ["memory", "1Gi"],
    ]),
  );
  const rbac = "apiVersion: rbac.authorization.k8s.io/v1";
  assert.equal(
    factsOfOne(`${rbac}\nkind: Role\nrules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]`).rules?.[0]?.resources[0]
      ?.text,
    "pods",
  );
  const binding = factsOfOne(
    `${rbac}\nkind: RoleBinding\nroleRef: { kind: Role, name: r }\nsubjects: [{ kind: ServiceAccount, name: a }]`,
  );
  assert.deepEqual([binding.roleRef, binding.subjects], [{ kind: "Role", name: "r" }, [{ kind: "ServiceAccount", name: "a" }]]);
});
