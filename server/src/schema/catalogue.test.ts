// The catalogue of what is compiled: what it finds, how late it reads, how catalogues join.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { coreCatalogue, joinCatalogues, operatorCatalogue } from "./catalogue.ts";
import { writeCompact } from "./compact.ts";
import type { Catalogue, Kind, Schema } from "./schema.ts";

const text = readFileSync("schemas/kubernetes.json", "utf8");
const operators = readFileSync("schemas/operators.json", "utf8");
const core = coreCatalogue(text);

/** `spec.template` below a kind; `[]` steps into a list. */
function at(kind: Kind | undefined, path: string): Schema {
  let schema = kind?.schema;
  for (const step of path.split(".")) schema = step === "[]" ? schema?.items : schema?.fields?.get(step)?.schema;
  assert.ok(schema, path);
  return schema;
}

test("a field knows all that its sources say", () => {
  const container = at(core.find("apps", "v1", "Deployment"), "spec.template.spec.containers.[]");
  const fields = container.fields!;
  assert.deepEqual(fields.get("imagePullPolicy")!.schema.enum, ["Always", "IfNotPresent", "Never"]);
  assert.deepEqual(fields.get("name")!.required, {});
  assert.equal(fields.get("image")!.required, undefined);
  assert.match(fields.get("image")!.schema.doc, /^Container image name/);
  assert.match(container.doc, /^A single application container/);
  assert.deepEqual(fields.get("ports")!.schema.listKeys, ["containerPort", "protocol"]);
  assert.equal(at(core.find("", "v1", "Pod"), "spec.containers.[].ports.[].containerPort").format, "int32");
  assert.equal(at(core.find("", "v1", "Pod"), "spec.containers.[].resources.limits").items?.type, "quantity");
  assert.equal(at(core.find("", "v1", "Service"), "spec.ports.[].targetPort").type, "int-or-string");
  assert.equal(at(core.find("", "v1", "Secret"), "data").items?.format, "byte");
  assert.equal(at(core.find("", "v1", "Pod"), "metadata.creationTimestamp").format, "date-time");
  assert.equal(at(core.find("", "v1", "Pod"), "metadata.finalizers").isSet, true);
});

test("fields and kinds come and go with minors", () => {
  const statefulSet = core.find("apps", "v1", "StatefulSet")!;
  assert.deepEqual(at(statefulSet, "spec") && at(statefulSet, "spec").fields!.get("serviceName")!.required, { to: 32 });
  const claim = at(core.find("", "v1", "PersistentVolumeClaim"), "spec").fields!.get("resources")!;
  assert.deepEqual(
    claim.earlier!.map(({ minors, schema }) => [minors, schema.fields!.has("claims")]),
    [[{ to: 28 }, true]],
  );
  assert.equal(claim.schema.fields!.has("claims"), false);
  assert.deepEqual(core.find("storage.k8s.io", "v1", "VolumeAttributesClass")!.minors, { from: 34 });
  assert.deepEqual(core.find("flowcontrol.apiserver.k8s.io", "v1beta3", "FlowSchema")!.minors, { to: 31 });
  assert.equal(core.find("apps", "v1", "Deployment")!.minors, undefined);
  // 1.36 has it and 1.34 has not; which of 1.35 and 1.36 brought it, no source says.
  assert.deepEqual(core.find("admissionregistration.k8s.io", "v1", "MutatingAdmissionPolicy")!.minors, { from: 35 });
});

test("kinds know their plural and scope, and status is there", () => {
  const { plural, isNamespaced } = core.find("networking.k8s.io", "v1", "Ingress")!;
  assert.deepEqual([plural, isNamespaced], ["ingresses", true]);
  assert.equal(core.find("rbac.authorization.k8s.io", "v1", "ClusterRole")!.isNamespaced, false);
  assert.equal(at(core.find("apps", "v1", "Deployment"), "status.readyReplicas").format, "int32");
});

test("what it does not know it does not find", () => {
  for (const [group, version, kind] of [
    ["extensions", "v1beta1", "Ingress"],
    ["apps", "v1beta1", "Deployment"],
    ["apps", "v1", "Deploymnt"],
    ["", "v1", "constructor"],
    ["", "v1", "SecretListList"],
    ["authorization.k8s.io", "v1", "SubjectAccessReviewList"],
  ] as const)
    assert.equal(core.find(group, version, kind), undefined, kind);
});

test("lists are made of their kinds, and are no kinds of their own", () => {
  const list = core.find("apps", "v1", "DeploymentList")!;
  assert.equal(at(list, "items.[].spec.replicas").format, "int32");
  assert.equal(at(list, "items.[]").fields, core.find("apps", "v1", "Deployment")!.schema.fields);
  assert.deepEqual(list.schema.fields!.get("items")!.required, {});
  assert.deepEqual([...list.schema.fields!.keys()], ["apiVersion", "kind", "metadata", "items"]);
  assert.ok(!core.kinds.some(({ kind }) => kind.endsWith("List")));
});

test("types that hold themselves have no end", () => {
  const path = "spec.versions.[].schema.openAPIV3Schema.not.not.not.properties";
  assert.equal(at(core.find("apiextensions.k8s.io", "v1", "CustomResourceDefinition"), path).type, "map");
});

test("the same question has the same answer", () => {
  const pod = core.find("", "v1", "Pod")!;
  assert.equal(core.find("", "v1", "Pod"), pod);
  assert.equal(pod.schema.fields, pod.schema.fields);
  assert.ok(core.kinds.includes(pod));
});

test("only objects have fields, also one that keeps anything", () => {
  assert.equal(at(core.find("", "v1", "Pod"), "spec.nodeName").fields, undefined);
  assert.equal(at(core.find("", "v1", "Pod"), "spec.containers").fields, undefined);
  const status = at(core.find("flowcontrol.apiserver.k8s.io", "v1beta3", "FlowSchema"), "status");
  assert.deepEqual([status.type, status.keepsUnknown, status.fields?.size], ["object", true, 0]);
});

test("operators are read once, when a group is asked for that Kubernetes has not", () => {
  let reads = 0;
  const catalogue = operatorCatalogue(() => (reads++, operators), core);
  assert.equal(catalogue.find("apps", "v1", "Deploymnt"), undefined);
  assert.equal(catalogue.find("", "v1", "Nothing"), undefined);
  assert.equal(reads, 0);
  const certificate = catalogue.find("cert-manager.io", "v1", "Certificate")!;
  assert.deepEqual(at(certificate, "spec.privateKey.rotationPolicy").enum, ["Never", "Always"]);
  assert.equal(catalogue.find("example.com", "v1", "Thing"), undefined);
  assert.equal(reads, 1);
  assert.ok(catalogue.kinds.length > 200);
  assert.deepEqual([certificate.plural, certificate.isNamespaced], ["certificates", true]);
  assert.equal(catalogue.find("cert-manager.io", "v1", "ClusterIssuer")!.isNamespaced, false);
});

test("custom resources hold Kubernetes' own types", () => {
  const catalogue = operatorCatalogue(() => operators, core);
  const rollout = catalogue.find("argoproj.io", "v1alpha1", "Rollout");
  assert.equal(at(rollout, "metadata").fields, core.find("", "v1", "Pod")!.schema.fields!.get("metadata")!.schema.fields);
  assert.equal(at(rollout, "spec.template.spec.containers.[].ports.[].containerPort").format, "int32");
  assert.match(at(rollout, "metadata.labels").doc, /^Map of string keys/);
});

test("without the operators' file, there are none", () => {
  const catalogue = operatorCatalogue(() => undefined, core);
  assert.equal(catalogue.find("cert-manager.io", "v1", "Certificate"), undefined);
  assert.deepEqual(catalogue.kinds, []);
});

test("of joined catalogues the first wins", () => {
  const own: Kind = { group: "apps", version: "v1", kind: "Deployment", schema: { type: "any", doc: "ours" } };
  const ours: Catalogue = {
    find: (group, version, kind) => (`${group}/${version}/${kind}` === "apps/v1/Deployment" ? own : undefined),
    kinds: [own],
  };
  const joined = joinCatalogues(ours, core);
  assert.equal(joined.find("apps", "v1", "Deployment"), own);
  assert.equal(joined.find("apps", "v1", "ReplicaSet"), core.find("apps", "v1", "ReplicaSet"));
  assert.equal(joined.kinds.length, core.kinds.length);
  assert.equal(joined.kinds[0], own);
  assert.equal(joinCatalogues().find("", "v1", "Pod"), undefined);
});

test("names of objects' own members are no definitions", () => {
  const file = writeCompact("", {
    kinds: [{ group: "", version: "v1", kind: "A", definition: "constructor", isListed: false }],
    definitions: [],
  });
  assert.equal(coreCatalogue(JSON.stringify(file)).find("", "v1", "A")!.schema.fields!.size, 0);
});
