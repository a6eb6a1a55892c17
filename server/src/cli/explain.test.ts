// Tests `explain` on kinds and fields: which one is meant, what is printed, and how it is refused.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bundledCatalogue } from "../schema/bundled.ts";
import { defineRule } from "../lint/rule.ts";
import { runIn, sampleRules, type Ran } from "./sample-world.ts";

const schemas = bundledCatalogue((name) => readFileSync(`schemas/${name}.json`, "utf8"));
const explain = (words: string): Promise<Ran> => runIn({}, `explain ${words}`, { schemas });

/** The first line is the place that was found. */
function finds(words: string, place: string, ...parts: readonly (string | RegExp)[]): void {
  test(`explain ${words}`, async () => {
    const { status, stdout, stderr } = await explain(words);
    assert.deepEqual([status, stderr], [0, ""]);
    assert.equal(stdout.split("\n")[0], place);
    for (const part of parts)
      if (typeof part === "string") assert.ok(stdout.includes(part), `${part}\n${stdout}`);
      else assert.match(stdout, part);
  });
}

function refuses(words: string, message: string): void {
  test(`explain ${words} is refused`, async () => {
    const { status, stdout, stderr } = await explain(words);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.equal(stderr.split("\n")[0], `kube-clinic: ${message}`);
  });
}

finds(
  "Deployment.spec.strategy",
  "Deployment.spec.strategy",
  "kind     Deployment of `apps/v1`",
  /^ {2}type +string {2}Type of/m,
);
finds("deployment.spec.replicas", "Deployment.spec.replicas", "type     integer, default `1`");
for (const name of [
  "deployments",
  "deploy",
  "DEPLOYMENT",
  "deployments.apps",
  "Deployment.apps/v1",
  "deployments.v1.apps",
  "Deployment.v1",
])
  finds(`${name}.spec.template`, "Deployment.spec.template");
for (const name of ["po", "pods", "Pod.v1", "pod"]) finds(`${name}.spec.containers[0].image`, "Pod.spec.containers.image");
finds(
  "Deployment",
  "Deployment",
  "kind     Deployment of `apps/v1`, namespaced, `deployments` in RBAC and URLs",
  "in short `deploy`",
);
finds(
  "pod.spec.containers.imagePullPolicy",
  "Pod.spec.containers.imagePullPolicy",
  "allowed  One of `Always`, `IfNotPresent`, `Never`",
);
finds("pod.spec.containers.securityContext", "Pod.spec.containers.securityContext", /^ {2}privileged +boolean +Run container/m);
finds("configmap.data.anything", "ConfigMap.data.anything", "type     string");
finds(
  "ingress.spec",
  "Ingress.spec",
  "kind     Ingress of `networking.k8s.io/v1`",
  "also     `Ingress.networking.internal.knative.dev/v1alpha1`",
);
finds(
  "svc.spec.ports",
  "Service.spec.ports",
  "type     list of objects",
  "told apart by `port` and `protocol`",
  /^ {2}port +integer, required/m,
);
finds("Service.serving.knative.dev/v1.spec", "Service.spec", "kind     Service of `serving.knative.dev/v1`");
finds("certificate.spec.issuerRef", "Certificate.spec.issuerRef", "kind     Certificate of `cert-manager.io/v1`");
finds("statefulset.spec.serviceName", "StatefulSet.spec.serviceName", "type     string, required until 1.32");
finds("pod.spec.resources --kubernetes 1.31,1.33", "Pod.spec.resources", "since 1.32", "lacking  Kubernetes 1.31");
finds(
  "crd.spec.versions.schema --recursive",
  "CustomResourceDefinition.spec.versions.schema",
  "    allOf  list of objects (as above)\n",
);
finds("deploy.spec --recursive", "Deployment.spec", "\n    spec  object\n", "\n      containers  list of objects, required\n");

refuses("pod.spec.contaners", "Unknown field `contaners` of `Pod.spec` (did you mean `containers`?)");
refuses("pod.spec.containers.image.tag", "`Pod.spec.containers.image` has no fields that are known: it is a string");
refuses("Deploymnt.spec", "Unknown kind `Deploymnt` (did you mean `Deployment`?)");
refuses("Deploymnt", "Unknown kind `Deploymnt` (did you mean `Deployment`?)");
refuses("deploymnts", "Unknown kind `deploymnts` (did you mean `deployments`?)");
refuses("privilegd", "Unknown rule `privilegd` (did you mean `privileged`?)");
refuses("pod.spec.resources --kubernetes 1.30", "`Pod.spec.resources` is not in Kubernetes 1.30: since 1.32");
refuses("pod --kubernetes 1.20", "Kubernetes `1.20` is not supported, only `1.28` to `1.36`");
refuses(
  "ingress.extensions/v1beta1.spec",
  "Ingress of `extensions/v1beta1` is deprecated since 1.14, gone since 1.22: use `networking.k8s.io/v1`",
);
refuses(
  "ingress.networking.k8s.io/v9.spec",
  "`networking.k8s.io/v9` has no Ingress, but `networking.k8s.io/v1`, `networking.internal.knative.dev/v1alpha1`",
);
refuses("pod spec", "`explain` takes the id of one rule, or one field such as `Deployment.spec.strategy`");

finds(
  "pod.spec.containers.securityContext.privileged",
  "Pod.spec.containers.securityContext.privileged",
  "type     boolean, default `false`",
);

test("the rules that judge a field stand below it", async () => {
  const rule = defineRule({ ...sampleRules[0]!, on: "container", fields: ["securityContext.privileged"], check: () => {} });
  const other = defineRule({
    ...sampleRules[0]!,
    id: "other",
    on: "service",
    fields: ["securityContext.privileged"],
    check: () => {},
  });
  const ran = await runIn({}, "explain pod.spec.containers.securityContext.privileged", { schemas }, [rule, other]);
  assert.ok(ran.stdout.endsWith("\nJudged by\n  privileged  Container is privileged\n"), ran.stdout);
});

const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: shops.example.org }
spec:
  group: example.org
  names: { kind: Shop, plural: shops }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          description: Where things are sold
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size: { type: string, enum: [small, large], default: small, description: How many fit in }
                doors: { type: integer, minimum: 1, maximum: 4 }
`;

test("kinds of definitions on the disk are known by `--crds`", async () => {
  const files = { "crds/shop.yaml": crd };
  const size = await runIn(files, "explain shops.spec.size --crds crds", { schemas });
  assert.match(
    size.stdout,
    /^Shop\.spec\.size\n\nkind {5}Shop of `example\.org\/v1`\ntype {5}string, required, default `small`\nallowed {2}One of `small`, `large`\n\nHow many fit in\n$/,
  );
  const doors = await runIn(files, "explain shop.spec.doors --crds crds/shop.yaml", { schemas });
  assert.match(doors.stdout, /^allowed {2}At least 1\. At most 4$/m);
  const pod = await runIn(files, "explain pod.spec.os --crds crds", { schemas });
  assert.equal(pod.status, 0);
  const lost = await runIn(files, "explain shop --crds nowhere", { schemas });
  assert.deepEqual([lost.status, lost.stderr.split("\n")[0]], [2, "kube-clinic: nowhere: No such file or folder"]);
  const unknown = await runIn(files, "explain shop", { schemas });
  assert.equal(unknown.status, 2);
});

test("without schemas rules are explained as before", async () => {
  const { status, stderr } = await runIn({}, "explain Deployment.spec");
  assert.deepEqual([status, stderr.split("\n")[0]], [2, "kube-clinic: Unknown kind `Deployment`"]);
});

test("lines are as wide as the terminal allows", async () => {
  for (const terminal of [false, true]) {
    const { stdout } = await runIn({}, "explain pod.spec.dnsConfig", { schemas, terminal, env: { NO_COLOR: "1" } });
    const lines = stdout.split("\n").filter((line) => !line.startsWith("https://"));
    const widest = Math.max(...lines.map(({ length }) => length));
    assert.ok(widest <= (terminal ? 100 : 80) && widest > 60, `${widest}`);
  }
});
