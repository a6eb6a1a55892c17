// Services, ingresses, autoscalers and references between objects.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { ingressOf } from "./ingress.ts";
import { referencesOf } from "./references.ts";
import { resourcesOf } from "./resource.ts";
import { scalerOf } from "./scaling.ts";
import { serviceOf } from "./service.ts";

const read = (text: string) => resourcesOf(parseDocument(text))[0]!;

test("services", () => {
  const service = (spec: string) => serviceOf(read(`apiVersion: v1\nkind: Service\nspec: ${spec}`))!;
  assert.deepEqual(
    [service("{}").type, service("{ type: }").type, service("{ type: NodePort }").type],
    ["ClusterIP", "ClusterIP", "NodePort"],
  );
  assert.equal(service("{ type: NodePort }").typeNode?.kind, "scalar");
  assert.equal(service("{ clusterIP: None }").isHeadless, true);
  assert.equal(service("{}").isHeadless, false);
  const { ports } = service(
    "{ ports: [{ port: 80, targetPort: web, name: http, nodePort: 30000 }, { port: 81, targetPort: 8081, protocol: UDP }, {}] }",
  );
  assert.deepEqual(
    ports.map(({ port, targetPort, name, nodePort, protocol }) => [port, targetPort, name, nodePort, protocol]),
    [
      [80, "web", "http", 30000, "TCP"],
      [81, 8081, undefined, undefined, "UDP"],
      [undefined, undefined, undefined, undefined, "TCP"],
    ],
  );
  assert.equal(serviceOf(read("apiVersion: serving.knative.dev/v1\nkind: Service")), undefined);
});

const backends = (apiVersion: string, spec: string) =>
  ingressOf(read(`apiVersion: ${apiVersion}\nkind: Ingress\nspec: ${spec}`))?.backends.map(
    ({ service, port }) => `${service}:${port}`,
  );

test("ingresses of every API version look alike", () => {
  const now =
    "{ defaultBackend: { service: { name: d, port: { number: 80 } } }, rules: [{ host: a.b, http: { paths: [{ path: /, backend: { service: { name: s, port: { name: web } } } }, { backend: { resource: { kind: Bucket } } }] } }] }";
  assert.deepEqual(backends("networking.k8s.io/v1", now), ["d:80", "s:web", "undefined:undefined"]);
  const then =
    "{ backend: { serviceName: d, servicePort: 80 }, rules: [{ http: { paths: [{ path: /, backend: { serviceName: s, servicePort: web } }] } }, {}] }";
  for (const version of ["extensions/v1beta1", "networking.k8s.io/v1beta1"])
    assert.deepEqual(backends(version, then), ["d:80", "s:web"]);
  assert.equal(backends("config.openshift.io/v1", "{}"), undefined);
});

test("hosts, TLS and class", () => {
  const ingress = ingressOf(
    read(
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { annotations: { kubernetes.io/ingress.class: nginx } }\nspec: { tls: [{ hosts: [a.b, 1], secretName: t }], rules: [{ host: a.b }, { host: '' }] }",
    ),
  )!;
  assert.deepEqual(
    ingress.tls.map(({ hosts, secretName }) => [hosts.map(({ text }) => text), secretName]),
    [[["a.b"], "t"]],
  );
  assert.deepEqual(
    ingress.rules.map(({ host, paths }) => [host, paths.length]),
    [
      ["a.b", 0],
      [undefined, 0],
    ],
  );
  assert.equal(ingress.className, "nginx");
  assert.equal(
    ingressOf(read("apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec: { ingressClassName: c, tls: [] }"))?.className,
    "c",
  );
  assert.equal(ingressOf(read("apiVersion: networking.k8s.io/v1\nkind: Ingress"))?.tlsNode, undefined);
});

const checkReferences = (text: string, ...expected: readonly string[]) =>
  assert.deepEqual(
    referencesOf(read(text)).map(({ group, kind, namespace, name, optional, keys, port }) =>
      [
        `${group}/${kind}`,
        namespace ?? "-",
        name,
        ...(optional ? ["optional"] : []),
        ...keys.map(({ text }) => `[${text}]`),
        ...(port === undefined ? [] : [`:${port}`]),
      ].join(" "),
    ),
    expected,
    text,
  );

test("references", () => {
  checkReferences(
    `apiVersion: v1
kind: Pod
spec:
  serviceAccountName: sa
  imagePullSecrets: [{ name: pull }]
  initContainers:
  - env: [{ name: A, valueFrom: { secretKeyRef: { name: s1, key: k } } }, { name: B, valueFrom: { fieldRef: { fieldPath: x } } }]
  containers:
  - env: [{ name: A, valueFrom: { configMapKeyRef: { name: c1, key: k, optional: true } } }, { name: H, valueFrom: { secretKeyRef: { name: '\${X}', key: k } } }]
    envFrom: [{ secretRef: { name: s2 } }, { configMapRef: { name: c2, optional: true } }]
  volumes:
  - { name: a, configMap: { name: c3, items: [{ key: x, path: y }] } }
  - { name: b, secret: { secretName: s3, optional: true } }
  - { name: c, persistentVolumeClaim: { claimName: p } }
  - { name: d, projected: { sources: [{ configMap: { name: c4 } }, { secret: { name: s4, items: [{ key: z }] } }, { serviceAccountToken: {} }] } }
  - { name: e, emptyDir: {} }`,
    "/ServiceAccount - sa",
    "/Secret - s1 [k]",
    "/ConfigMap - c1 optional [k]",
    "/Secret - s2",
    "/ConfigMap - c2 optional",
    "/ConfigMap - c3 [x]",
    "/Secret - s3 optional",
    "/PersistentVolumeClaim - p",
    "/ConfigMap - c4",
    "/Secret - s4 [z]",
    "/Secret - pull",
  );
  checkReferences("apiVersion: apps/v1\nkind: StatefulSet\nspec: { serviceName: db }", "/Service - db");
  checkReferences(
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec: { tls: [{ secretName: t }], defaultBackend: { service: { name: s, port: { number: 80 } } } }",
    "/Service - s :80",
    "/Secret - t",
  );
  checkReferences(
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nroleRef: { kind: Role, name: r }\nsubjects: [{ kind: ServiceAccount, name: a, namespace: other }, { kind: User, name: u }]",
    "rbac.authorization.k8s.io/Role - r",
    "/ServiceAccount other a",
  );
  checkReferences(
    "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nspec: { rules: [{ backendRefs: [{ name: s, port: 80 }, { name: o, namespace: other }, { kind: Bucket, group: x, name: b }] }] }",
    "/Service - s :80",
    "/Service other o",
  );
  checkReferences(
    "apiVersion: v1\nkind: ServiceAccount\nsecrets: [{ name: s }]\nimagePullSecrets: [{ name: p }, {}]",
    "/Secret - s",
    "/Secret - p",
  );
  checkReferences(
    "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: { workloadRef: { kind: Deployment, name: web } }",
    "apps/Deployment - web",
  );
  checkReferences("apiVersion: v1\nkind: ConfigMap\ndata: { a: b }");
});

const checkScaler = (head: string, spec: string, expected: string | undefined) => {
  const scaler = scalerOf(read(`${head}\nspec: ${spec}`));
  const text =
    scaler &&
    `${scaler.type} ${scaler.group}/${scaler.kind} ${scaler.name} ${scaler.min ?? "-"} ${scaler.max ?? "-"} ${scaler.utilization.map(({ resource, container }) => `${resource}${container ? `@${container}` : ""}`).join(",")}`;
  assert.equal(text, expected, head + spec);
};

const hpa = (version: string) => `apiVersion: autoscaling/${version}\nkind: HorizontalPodAutoscaler`;

test("scalers", () => {
  const target = "scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }";
  checkScaler(hpa("v2"), `{ ${target}, maxReplicas: 5 }`, "horizontal apps/Deployment web 1 5 cpu");
  checkScaler(hpa("v1"), `{ ${target}, minReplicas: 2, maxReplicas: 5 }`, "horizontal apps/Deployment web 2 5 cpu");
  checkScaler(
    hpa("v2"),
    `{ ${target}, minReplicas: '\${MIN}', metrics: [{ type: Pods }] }`,
    "horizontal apps/Deployment web - - ",
  );
  checkScaler(
    hpa("v2"),
    `{ ${target}, metrics: [{ resource: { name: memory, target: { type: Utilization } } }, { resource: { name: cpu, target: { type: AverageValue } } }, { containerResource: { name: cpu, container: a, target: { type: Utilization } } }] }`,
    "horizontal apps/Deployment web 1 - memory,cpu@a",
  );
  checkScaler(
    hpa("v2beta1"),
    `{ ${target}, metrics: [{ resource: { name: cpu, targetAverageUtilization: 80 } }] }`,
    "horizontal apps/Deployment web 1 - cpu",
  );
  checkScaler(hpa("v2"), "{}", undefined);
  checkScaler(
    "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject",
    "{ scaleTargetRef: { name: web } }",
    "keda apps/Deployment web 0 - ",
  );
  checkScaler(
    "apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler",
    "{ targetRef: { apiVersion: apps/v1, kind: DaemonSet, name: d } }",
    "vertical apps/DaemonSet d - - ",
  );
});
