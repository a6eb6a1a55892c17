// Tests what a hover says of a field: its schema, its value, and nothing where nothing is known.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { MarkupContent } from "vscode-languageserver-types";
import { bundledCatalogue } from "../schema/bundled.ts";
import { sampleUnit } from "./sample-unit.ts";
import { hover } from "./hover.ts";

const schemas = bundledCatalogue((name) => readFileSync(`schemas/${name}.json`, "utf8"));
const inPod = (lines: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n${lines}`;
const inDeployment = (lines: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n${lines}`;
const inContainer = (lines: string) => inPod(`  containers:\n    - name: web\n${lines}`);
const patchPolicy = (minor: string) => `== kube-clinic.yaml\nkubernetes: ["${minor}"]\n== pod.yaml\n`;

function show(text: string): { readonly text: string; readonly at: string } {
  const { engine, path, position } = sampleUnit(text);
  const found = hover({ ...engine, schemas }, path, position);
  if (!found) return { text: "", at: "" };
  const { start, end } = found.range!;
  const line = engine.snapshot.files.get(path)!.text.split("\n")[start.line]!;
  // Our hovers are Markdown.
  return { text: (found.contents as MarkupContent).value, at: line.slice(start.character, end.character) };
}

/** The head is what stands in the first line; `parts` stand somewhere below. */
function check(text: string, head: string, ...parts: readonly string[]): void {
  test(`${head || "nothing"} at ${/\S*\$0\S*/.exec(text)?.[0]}`, () => {
    const shown = show(text);
    assert.equal(shown.text.split("\n")[0], head);
    for (const part of parts) assert.ok(shown.text.includes(part), `${part}\n${shown.text}`);
  });
}

check(inDeployment("  str$0ategy: {}\n"), "`Deployment.spec.strategy` · object", "The deployment strategy to use");
check(inDeployment("  strategy: { $0type: Recreate }\n"), "`Deployment.spec.strategy.type` · string · default `RollingUpdate`");
check(
  inDeployment("  strategy: { type: Recrea$0te }\n"),
  "`Deployment.spec.strategy.type` · string · default `RollingUpdate`",
  "One of `Recreate`, `RollingUpdate`",
);
check(inDeployment("  replicas$0: 2\n"), "`Deployment.spec.replicas` · integer · default `1`");
check(inDeployment("  select$0or: {}\n"), "`Deployment.spec.selector` · object · required");
check(
  inDeployment("  strategy: { rollingUpdate: { maxSurge$0: 1 } }"),
  "`Deployment.spec.strategy.rollingUpdate.maxSurge` · integer or string · default `25%`",
);
check(inPod("  containers$0: []\n"), "`Pod.spec.containers` · list of objects · required", "Items are told apart by `name`");
check(inContainer("      im$0age: web:1\n"), "`Pod.spec.containers.image` · string", "More info: https://kubernetes.io/");
check(inContainer("      args: [a, $0b]\n"), "`Pod.spec.containers.args` · string", "Arguments to the entrypoint");
check(inContainer("      command:\n        - sle$0ep\n"), "`Pod.spec.containers.command` · string");
check(
  inContainer("      securityContext: { privileged: tr$0ue }\n"),
  "`Pod.spec.containers.securityContext.privileged` · boolean · default `false`",
);
check(inPod("  serviceAcc$0ount: a\n"), "`Pod.spec.serviceAccount` · string · deprecated");
check(
  "apiVersion: v1\nkind: Pod\nmetadata: { labels: { ap$0p: web } }\n",
  "`Pod.metadata.labels.app` · string",
  "Map of string keys and values",
);
check("apiVersion: v1\nkind: Secret\ndata: { $0a: b }\n", "`Secret.data.a` · string in base64");
check("apiVersion: v1\nkind: Pod\nmeta$0data: { name: a }\n", "`Pod.metadata` · object");
check('{"apiVersion": "v1", "kind": "Pod", "spec": {"node$0Name": "a"}}', "`Pod.spec.nodeName` · string");
check(
  "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    spec: { node$0Name: a }\n",
  "`Pod.spec.nodeName` · string",
);
check("apiVersion: v1\nkind: PodList\nitems:\n  - spec: { node$0Name: a }\n", "`Pod.spec.nodeName` · string");

// Amounts.
const limits = (text: string) => inContainer(`      resources: { limits: { ${text} } }\n`);
check(limits("cpu: 50$00m"), "`Pod.spec.containers.resources.limits.cpu` · quantity", "`500m` = half a core");
check(limits("memory: 1289748$048"), "`Pod.spec.containers.resources.limits.memory` · quantity", "`128974848` = 123 MiB, 129 MB");
check(
  inPod("  terminationGracePeriodSeconds: 3$0600\n"),
  "`Pod.spec.terminationGracePeriodSeconds` · integer · default `30`",
  "`3600` = 1 hour",
);
check(
  inPod("  volumes: [{ name: a, configMap: { defaultMode: 42$00 } }]\n"),
  "`Pod.spec.volumes.configMap.defaultMode` · integer · default `0644`",
  "mode `0644`, `rw-r--r--`",
);

// Minors.
check(inPod("  resou$0rces: {}\n"), "`Pod.spec.resources` · object · since 1.32");
check(
  patchPolicy("1.30") + inPod("  resou$0rces: {}\n"),
  "`Pod.spec.resources` · object · since 1.32",
  "**Not in Kubernetes 1.30**",
);
check(
  "apiVersion: apps/v1\nkind: StatefulSet\nspec: { service$0Name: a }\n",
  "`StatefulSet.spec.serviceName` · string · required until 1.32",
);

// Kinds.
check(
  "apiVersion: apps/v1\nkind: Depl$0oyment\n",
  "`Deployment` · `apps/v1` · namespaced · `deployments` in RBAC and URLs · since 1.9",
);
check(
  "apiVersion: ap$0ps/v1\nkind: Deployment\n",
  "`Deployment` · `apps/v1` · namespaced · `deployments` in RBAC and URLs · since 1.9",
);
check("apiVersion: v1\nki$0nd: Namespace\n", "`Namespace` · `v1` · not in a namespace · `namespaces` in RBAC and URLs");
check(
  "apiVersion: extensions/v1beta1\nkind: Ingr$0ess\n",
  "`Ingress` · `extensions/v1beta1`",
  "**`extensions/v1beta1` is deprecated since 1.14, gone since 1.22: use `networking.k8s.io/v1`**",
);

// Operators.
check(
  "apiVersion: cert-manager.io/v1\nkind: Certificate\nspec: { secret$0Name: a }\n",
  "`Certificate.spec.secretName` · string · required",
);
check(
  "apiVersion: cert-manager.io/v1\nkind: Certificate\nspec: { duration: 21$060h }\n",
  "`Certificate.spec.duration` · string",
  "`2160h` = 90 days",
);

// Definitions of the workspace.
const shop = `== crds/shop.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: certificates.cert-manager.io }
spec:
  group: cert-manager.io
  names: { kind: Certificate, plural: certificates }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          description: Ours
          properties:
            spec:
              type: object
              properties:
                size: { type: string, pattern: "^[a-z]+$", maxLength: 9, description: "How large, see <b>[us](command:x)</b>" }
                inner: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true }
== shop.yaml
apiVersion: cert-manager.io/v1
kind: Certificate
`;
check(
  shop + "spec: { si$0ze: a }\n",
  "`Certificate.spec.size` · string",
  "At most 9 characters. Matches `^[a-z]+$`",
  "How large, see \\<b>us\\</b>",
);
check(
  shop.replace(/kind: Certificate\n$/, "kind: Certif$0icate\n"),
  "`Certificate` · `cert-manager.io/v1` · namespaced · `certificates` in RBAC and URLs",
  "Ours",
);
check(shop + "spec: { inner: { apiVersion: v1, kind: Pod, spec: { node$0Name: a } } }\n", "`Pod.spec.nodeName` · string");
check(shop + "spec: { secret$0Name: a }\n", "");

// Nothing is known, or nothing is touched.
check(inPod("  contaner$0s: []\n"), "");
check(inPod("  nodeName: a # com$0ment\n"), "");
check(inPod("  nodeName: a\n$0\n"), "");
check(inPod("  nodeName:  $0\n"), "");
check("apiVersion: example.org/v1\nkind: Thing\nspec: { a$0: 1 }\n", "");
check("a$0: 1\n", "");
check("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    te$0xt\n", "");
check(inPod("  <<: { node$0Name: a }\n"), "");

test("the range is the key or the value that is touched", () => {
  assert.equal(show(inPod("  node$0Name: a\n")).at, "nodeName");
  assert.equal(show(inPod("  nodeName: here$0\n")).at, "here");
  assert.equal(show(inContainer('      args: [a, "b$0c"]\n')).at, '"bc"');
});

test("a hover fits on a screen", () => {
  for (const text of [inPod("  hostUse$0rs: true\n"), inPod("  affinity$0: {}\n"), inPod("  os$0: {}\n")]) {
    const shown = show(text).text;
    assert.ok(shown.length > 0 && shown.length < 1500, `${shown.length}`);
  }
});
