// Tests where names, selectors and labels lead to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { definition } from "./definition.ts";
import { sampleUnit, shownPlace } from "./sample-unit.ts";
import { cursorIn, deployment, shopAt } from "./sample-shop.ts";

function check(text: string, ...expected: readonly string[]): void {
  const { engine, path, position } = sampleUnit(text);
  const links = definition(engine, path, position);
  assert.deepEqual(
    links.map(({ targetUri, targetSelectionRange }) => shownPlace(engine.snapshot, targetUri, targetSelectionRange)),
    expected,
  );
  for (const { targetRange, targetSelectionRange, originSelectionRange } of links) {
    assert.ok(originSelectionRange!.start.line === position.line, "the origin is in the line of the cursor");
    assert.ok(targetRange.start.line <= targetSelectionRange.start.line && targetRange.end.line >= targetSelectionRange.end.line);
  }
}

test("names of other objects lead to them", () => {
  check(shopAt("configMap: { name: settings"), "settings.yaml:4 settings");
  check(shopAt("serviceAccountName: runner"), "account.yaml:3 runner");
  check(shopAt("kind: Deployment, name: web"), "deploy.yaml:4 web");
  check(shopAt("service: { name: web"), "service.yaml:4 web");
  check(shopAt('secretName: "cer'));
});

test("parts of other objects lead to where they are written, else to the object", () => {
  check(shopAt("key: mode"), "settings.yaml:6 mode");
  check(shopAt("subPath: app.ini"), "settings.yaml:7 app.ini");
  check(shopAt("port: { name: public"), "service.yaml:9 public");
  check(shopAt("key: mode").replace("mode: fast", "other: x"), "settings.yaml:4 settings");
  check(shopAt("port: { name: public").replace("port: { name: publi$0c", "port: { number: 8$00"), "service.yaml:10 80");
});

test("names within a pod lead to where they are declared", () => {
  check(shopAt("{ name: conf"), "deploy.yaml:16 conf");
  check(shopAt("httpGet: { port: http"), "deploy.yaml:27 http");
  check(shopAt("tcpSocket: { port: 8080"), "deploy.yaml:28 8080");
  check(shopAt("container: main"), "deploy.yaml:21 main");
  check(shopAt("targetPort: http"), "deploy.yaml:27 http");
});

test("a declaration leads to itself, so that the editor shows who refers to it", () => {
  check(shopAt("name: 'settings"), "settings.yaml:4 settings");
});

test("selectors lead to the pods they select, labels to the selectors that ask for them", () => {
  check(shopAt("  selector:\n    app: web"), "deploy.yaml:11 app: web");
  check(shopAt("  selec", 1), "deploy.yaml:4 web");
  check(shopAt("matchLabels: { app: web"), "deploy.yaml:11 app: web");
  check(shopAt("matchLabels:\n      app: web"), "deploy.yaml:11 app: web");
  check(shopAt("labels:\n        app: web"), "deploy.yaml:7 app: web", "service.yaml:7 app: web", "pdb.yaml:8 app: web");
  check(shopAt("tier: front"));
});

test("namespaces are told apart, and bridged where one is left open", () => {
  const used = cursorIn(deployment, "configMap: { name: settings");
  check(`== d.yaml\n${used}== one.yaml\n${mapIn(", namespace: one")}`, "one.yaml:3 settings");
  check(`== d.yaml\n${used}== one.yaml\n${mapIn(", namespace: one")}== two.yaml\n${mapIn(", namespace: two")}`);
  check(`== d.yaml\n${used}== one.yaml\n${mapIn(", namespace: one")}== open.yaml\n${mapIn("")}`, "open.yaml:3 settings");
  const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: run$0ner, namespace: shop }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: runner }
`;
  check(binding, "a.yaml:9 runner");
  check(binding.replace("run$0ner", "runner").replace("namespace: shop", "namespace: sh$0op"));
});

test("kinds without a namespace, claims, routes and certificates", () => {
  check(
    "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data, namespace: a }\nspec: { storageClassName: fa$0st }\n---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\n",
    "a.yaml:8 fast",
  );
  const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r, namespace: shop }
spec:
  parentRefs: [{ name: outer, namespace: edge }]
  rules: [{ backendRefs: [{ name: web, port: 80 }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: outer, namespace: edge }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: x }, ports: [{ port: 80 }] }
`;
  check(cursorIn(route, "name: outer"), "a.yaml:10 outer");
  check(cursorIn(route, "{ name: web"), "a.yaml:14 web");
  check(cursorIn(route, "name: web, port: 80"), "a.yaml:15 80");
  check(
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: e }\nspec: { tls: [{ secretName: ce$0rt }] }\n---\napiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: c }\nspec: { secretName: cert, issuerRef: { name: ca } }\n",
    "a.yaml:9 cert",
  );
});

test("a StatefulSet leads to its Service, a mount to its claim template", () => {
  const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db-head
  volumeClaimTemplates: [{ metadata: { name: data } }]
  template: { spec: { containers: [{ name: c, volumeMounts: [{ name: data, mountPath: /d }] }] } }
---
apiVersion: v1
kind: Service
metadata: { name: db-head }
`;
  check(cursorIn(set, "serviceName: db"), "a.yaml:11 db-head");
  check(cursorIn(set, "volumeMounts: [{ name: data"), "a.yaml:6 data");
});

test("kustomizations: generators, patches, targets, prefixes", () => {
  const unit = `== base/kustomization.yaml
namePrefix: shop-
resources: [deploy.yaml]
configMapGenerator:
  - name: settings
    literals: [mode=fast, "other=1"]
    files: [conf/app.ini]
== base/deploy.yaml
${deployment}== over/kustomization.yaml
resources: [../base]
patches:
  - path: patch.yaml
  - target: { kind: Deployment, name: web }
    patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
      spec: { template: { spec: { containers: [{ name: main, envFrom: [{ configMapRef: { name: settings } }] }] } } }
replicas: [{ name: web, count: 3 }]
== over/patch.yaml
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { spec: { containers: [{ name: main, volumeMounts: [{ name: conf, mountPath: /x }] }] } } }
== over/hpa.yaml
`;
  check(cursorIn(unit, "configMap: { name: settings"), "base/kustomization.yaml:4 settings");
  check(cursorIn(unit, "key: mode"), "base/kustomization.yaml:5 mode");
  check(cursorIn(unit, "subPath: app.ini"), "base/kustomization.yaml:6 app.ini");
  check(cursorIn(unit, "replicas: [{ name: web"), "base/deploy.yaml:4 web");
  check(cursorIn(unit, "target: { kind: Deployment, name: web"), "base/deploy.yaml:4 web");
  check(cursorIn(unit, "configMapRef: { name: settings"), "base/kustomization.yaml:4 settings");
  check(cursorIn(unit, "[{ name: conf"), "base/deploy.yaml:16 conf");
  check(cursorIn(unit, "serviceAccountName: runner").replace("runn$0er", "runn$0er"));
});

test("nowhere", () => {
  check(shopAt("image: web:1"));
  check("a: 1$0\n");
  check("");
});

function mapIn(namespace: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings${namespace} }\n`;
}
