// Workloads: where each kind keeps its pod, replicas, selectors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { resourcesOf } from "./resource.ts";
import type { Workload } from "./workload.ts";

const read = (text: string): Workload | undefined => resourcesOf(parseDocument(text))[0]?.workload;
const template = "template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: c }] } }";

const checkPlace = (apiVersion: string, kind: string, body: string) => {
  const workload = read(`apiVersion: ${apiVersion}\nkind: ${kind}\n${body}`);
  assert.equal(workload?.pod.containers[0]?.name, "c", `${apiVersion} ${kind}`);
  assert.equal(workload.podLabels.get("app"), "web");
  assert.equal(workload.template === undefined, !body.includes("template"));
};

test("where each kind keeps its pod", () => {
  const own = "metadata: { labels: { app: web } }\nspec: { containers: [{ name: c }] }";
  checkPlace("v1", "Pod", own);
  checkPlace("v1", "PodTemplate", template);
  checkPlace("v1", "ReplicationController", `spec: { ${template} }`);
  for (const version of ["apps/v1", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"])
    checkPlace(version, "Deployment", `spec: { ${template} }`);
  checkPlace("apps/v1", "ReplicaSet", `spec: { ${template} }`);
  checkPlace("apps/v1", "StatefulSet", `spec: { ${template} }`);
  checkPlace("apps/v1", "DaemonSet", `spec: { ${template} }`);
  checkPlace("batch/v1", "Job", `spec: { ${template} }`);
  checkPlace("batch/v1beta1", "CronJob", `spec: { jobTemplate: { spec: { ${template} } } }`);
  checkPlace("argoproj.io/v1alpha1", "Rollout", `spec: { ${template} }`);
  checkPlace("serving.knative.dev/v1", "Service", `spec: { ${template} }`);
  checkPlace("serving.knative.dev/v1", "Configuration", `spec: { ${template} }`);
  checkPlace("serving.knative.dev/v1", "Revision", own);
  checkPlace("apps.openshift.io/v1", "DeploymentConfig", `spec: { ${template} }`);
});

const checkNone = (text: string) => assert.equal(read(text), undefined, text);

test("what runs no pod", () => {
  checkNone(`apiVersion: v1\nkind: Service\nspec: { ${template} }`);
  checkNone(`apiVersion: v1\nkind: Deployment\nspec: { ${template} }`);
  checkNone(`apiVersion: example.org/v1\nkind: Job\nspec: { ${template} }`);
  checkNone("apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: { workloadRef: { kind: Deployment, name: web } }");
  checkNone("apiVersion: apps/v1\nkind: Deployment\nspec: { replicas: 3 }");
  checkNone("apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: ~ } }");
  checkNone("apiVersion: v1\nkind: Pod\nspec: []");
});

const checkReplicas = (apiVersion: string, kind: string, replicas: string, expected: number | undefined) => {
  const workload = read(`apiVersion: ${apiVersion}\nkind: ${kind}\nspec:\n  ${replicas}\n  ${template}`);
  assert.equal(workload?.replicas, expected, `${kind} ${replicas}`);
};

test("replicas with the API's default", () => {
  for (const kind of ["Deployment", "ReplicaSet", "StatefulSet"]) {
    checkReplicas("apps/v1", kind, "", 1);
    checkReplicas("apps/v1", kind, "replicas:", 1);
    checkReplicas("apps/v1", kind, "replicas: 0", 0);
    checkReplicas("apps/v1", kind, "replicas: 3", 3);
    checkReplicas("apps/v1", kind, "replicas: ${N}", undefined);
    checkReplicas("apps/v1", kind, "replicas: '3'", undefined);
    checkReplicas("apps/v1", kind, "replicas: 1.5", undefined);
  }
  checkReplicas("v1", "ReplicationController", "", 1);
  checkReplicas("argoproj.io/v1alpha1", "Rollout", "", 1);
  checkReplicas("apps.openshift.io/v1", "DeploymentConfig", "", undefined);
  checkReplicas("apps.openshift.io/v1", "DeploymentConfig", "replicas: 2", 2);
  checkReplicas("apps/v1", "DaemonSet", "replicas: 2", undefined);
  checkReplicas("batch/v1", "Job", "", undefined);
});

const selectorKeys = (text: string) => read(text)?.selector?.requirements.map(({ key }) => key);

test("selectors by kind", () => {
  assert.deepEqual(
    selectorKeys(`apiVersion: apps/v1\nkind: Deployment\nspec: { selector: { matchLabels: { a: b } }, ${template} }`),
    ["a"],
  );
  assert.deepEqual(selectorKeys(`apiVersion: v1\nkind: ReplicationController\nspec: { selector: { a: b }, ${template} }`), ["a"]);
  assert.equal(selectorKeys(`apiVersion: apps/v1\nkind: Deployment\nspec: { ${template} }`), undefined);
  assert.equal(selectorKeys("apiVersion: v1\nkind: Pod\nspec: { selector: { a: b } }"), undefined);
});

const checkLongRunning = (head: string, spec: string, expected: boolean) =>
  assert.equal(read(`${head}\nspec: ${spec}`)?.isLongRunning, expected, head + spec);

test("long-running", () => {
  checkLongRunning("apiVersion: apps/v1\nkind: Deployment", `{ ${template} }`, true);
  checkLongRunning("apiVersion: apps/v1\nkind: DaemonSet", `{ ${template} }`, true);
  checkLongRunning("apiVersion: batch/v1\nkind: Job", `{ ${template} }`, false);
  checkLongRunning("apiVersion: batch/v1\nkind: CronJob", `{ jobTemplate: { spec: { ${template} } } }`, false);
  checkLongRunning("apiVersion: v1\nkind: Pod", "{}", true);
  checkLongRunning("apiVersion: v1\nkind: Pod", "{ restartPolicy: Always }", true);
  checkLongRunning("apiVersion: v1\nkind: Pod", "{ restartPolicy: Never }", false);
  checkLongRunning("apiVersion: v1\nkind: Pod", "{ restartPolicy: OnFailure }", false);
  checkLongRunning("apiVersion: v1\nkind: Pod\nmetadata: { annotations: { helm.sh/hook: test } }", "{}", false);
  checkLongRunning(
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { annotations: { argocd.argoproj.io/hook: PreSync } }",
    `{ ${template} }`,
    false,
  );
});

const pod = (spec: string) => read(`apiVersion: v1\nkind: Pod\nspec: ${spec}`)!.pod;

test("the pod and its account", () => {
  assert.equal(pod("{ os: { name: windows } }").isWindows, true);
  assert.equal(pod("{ nodeSelector: { kubernetes.io/os: windows } }").isWindows, false);
  assert.equal(pod("{ hostUsers: false }").hostUsers, false);
  assert.equal(pod("{ hostUsers: 'false' }").hostUsers, undefined);
  assert.equal(pod("{ automountServiceAccountToken: false }").automount, false);
  assert.equal(pod("{ automountServiceAccountToken: }").automountServiceAccountToken, undefined);
  assert.equal(pod("{}").serviceAccountName, undefined);
  assert.equal(pod("{ serviceAccountName: '' }").serviceAccountName, undefined);
  assert.equal(pod("{ serviceAccount: old }").serviceAccountName, "old");
  assert.equal(pod("{ serviceAccount: old, serviceAccountName: new }").serviceAccountName, "new");
  assert.equal(pod("{ resources: { requests: { cpu: 1 } } }").resources.request("cpu")?.quantity?.toString(), "1");
});
