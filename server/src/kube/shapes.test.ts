// Wrong shapes: whatever stands where a view looks, it answers, and reads as absent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { factsOf } from "./facts.ts";
import { lifecycleOf, replacementFor } from "./lifecycle.ts";
import { renameIsMechanical } from "./migration.ts";
import { hostPathOf } from "./volume.ts";
import { ingressOf } from "./ingress.ts";
import { resourcesOf } from "./resource.ts";

const manifests = [
  `apiVersion: apps/v1beta1
kind: Deployment
metadata:
  name: web
  labels: { app: web }
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
    matchExpressions: [{ key: app, operator: In, values: [web] }]
  template:
    metadata:
      labels: { app: web }
      annotations: { a: b }
    spec:
      serviceAccountName: web
      automountServiceAccountToken: false
      os: { name: linux }
      securityContext: { runAsUser: 1 }
      imagePullSecrets: [{ name: pull }]
      initContainers:
      - restartPolicy: Always
      containers:
      - name: web
        image: nginx
        command: [a]
        securityContext: { runAsUser: 1 }
        ports: [{ containerPort: 80 }]
        env: [{ name: A, value: b }, { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }]
        envFrom: [{ configMapRef: { name: c } }]
        resources: { requests: { cpu: 1 }, limits: { cpu: 1 } }
        volumeMounts: [{ name: v, mountPath: /v }]
        volumeDevices: [{ name: v }]
        livenessProbe: { httpGet: { port: 80 } }
        lifecycle: { preStop: { exec: { command: [a] } } }
      volumes:
      - { name: v, configMap: { name: c, items: [{ key: k }] } }
      - { name: h, hostPath: { path: / } }
      - { name: p, projected: { sources: [{ secret: { name: s } }] } }
`,
  `apiVersion: v1
kind: Service
spec:
  type: ClusterIP
  clusterIP: None
  selector: { app: web }
  ports: [{ port: 80, targetPort: web }]
`,
  `apiVersion: networking.k8s.io/v1
kind: Ingress
spec:
  ingressClassName: c
  defaultBackend: { service: { name: s, port: { number: 80 } } }
  tls: [{ hosts: [a], secretName: t }]
  rules: [{ host: a, http: { paths: [{ path: /, backend: { service: { name: s } } }] } }]
`,
  `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: b } }] }
rules: [{ apiGroups: [a], resources: [b], verbs: [c], resourceNames: [d] }]
`,
  `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
roleRef: { kind: Role, name: r }
subjects: [{ kind: ServiceAccount, name: a }]
`,
  `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
spec:
  scaleTargetRef: { kind: Deployment, name: web }
  minReplicas: 1
  metrics: [{ resource: { name: cpu, target: { type: Utilization } } }]
`,
  `apiVersion: v1
kind: LimitRange
spec: { limits: [{ type: Container, default: { cpu: 1 }, defaultRequest: { cpu: 1 } }] }
`,
  `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
spec: { selector: { matchLabels: { a: b } } }
`,
  `apiVersion: v1
kind: List
items: [{ apiVersion: v1, kind: ConfigMap, data: { a: b } }]
`,
];
const odd = [
  "",
  "~",
  "[]",
  "{}",
  "[~, [], {}, 1, text, *unknown]",
  "text",
  "''",
  "5",
  "true",
  "*unknown",
  "{{ .Values.x }}",
  "${X}",
  "&x { a: *x }",
  "{ <<: 5 }",
  "|\n      text",
];

function askAll(text: string): void {
  const document = parseDocument(text);
  factsOf(document);
  for (const resource of resourcesOf(document)) {
    const { workload, apiVersion, kind } = resource;
    const api = lifecycleOf(apiVersion, kind);
    if (api) replacementFor(api, [30]);
    renameIsMechanical(resource, "apps/v1");
    renameIsMechanical(resource, "policy/v1");
    hostPathOf(resource.spec);
    void ingressOf(resource)?.className;
    if (!workload) continue;
    for (const volume of workload.pod.volumes) void [volume.source, volume.sourceNode, volume.hostPath];
    for (const container of workload.pod.containers) {
      void [
        container.image,
        container.volumeMounts,
        container.volumeDevices,
        container.command,
        container.args,
        container.preStop?.command,
      ];
      void [container.liveness?.port, container.liveness?.path, container.liveness?.host, container.effective("runAsUser")];
      void container.resources.effectiveRequest("cpu")?.quantity?.toString();
    }
  }
}

test("no shape makes a view throw", () => {
  let asked = 0;
  for (const manifest of manifests) {
    for (const { index } of manifest.matchAll(/: |:$/gm)) {
      const end = manifest.indexOf("\n", index);
      for (const value of odd) {
        askAll(`${manifest.slice(0, index + 1)} ${value}${manifest.slice(end)}`);
        asked++;
      }
      askAll(manifest.slice(0, index));
    }
  }
  assert.ok(asked > 2000);
});
