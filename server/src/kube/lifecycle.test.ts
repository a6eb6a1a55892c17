// The API lifecycle: minors, replacements, mechanical renames, and the soundness of the table.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { isDeprecated, isRemoved, isServed, lifecycleOf, minorOf, replacementFor } from "./lifecycle.ts";
import { lifecycleTable } from "./lifecycle-table.ts";
import { renameIsMechanical } from "./migration.ts";
import { resourcesOf } from "./resource.ts";

const checkMinors = (apiVersion: string, kind: string, expected: string) => {
  const api = lifecycleOf(apiVersion, kind);
  assert.equal(
    api && [api.introduced, api.deprecated, api.removed].map((minor) => minor ?? "-").join(" "),
    expected,
    `${apiVersion} ${kind}`,
  );
};

test("when APIs come and go", () => {
  checkMinors("extensions/v1beta1", "Ingress", "1 14 22");
  checkMinors("extensions/v1beta1", "Deployment", "1 8 16");
  checkMinors("policy/v1beta1", "PodSecurityPolicy", "10 21 25");
  checkMinors("policy/v1beta1", "PodDisruptionBudget", "5 21 25");
  checkMinors("batch/v1beta1", "CronJob", "8 21 25");
  checkMinors("autoscaling/v2beta2", "HorizontalPodAutoscaler", "12 23 26");
  checkMinors("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema", "20 23 26");
  checkMinors("apps/v1", "Deployment", "9 - -");
  checkMinors("v1", "Pod", "0 - -");
  checkMinors("v1", "Endpoints", "0 33 -");
  // Gone from the tree before the markers say so.
  checkMinors("resource.k8s.io/v1alpha3", "ResourceClaim", "31 34 34");
  checkMinors("storagemigration.k8s.io/v1alpha1", "StorageVersionMigration", "30 33 35");
  // Without markers.
  checkMinors("batch/v2alpha1", "CronJob", "8 - 21");
  checkMinors("settings.k8s.io/v1alpha1", "PodPreset", "8 - 20");
  checkMinors("rbac.authorization.k8s.io/v1alpha1", "Role", "6 17 22");
  assert.equal(lifecycleOf("apps/v1", "Ingress"), undefined);
  assert.equal(lifecycleOf("example.org/v1", "Widget"), undefined);
  assert.equal(lifecycleOf("toString", ""), undefined);
});

test("removed, deprecated, served", () => {
  const api = lifecycleOf("batch/v1beta1", "CronJob")!;
  assert.deepEqual(
    [20, 21, 24, 25].map((minor) => isDeprecated(api, minor)),
    [false, true, true, false],
  );
  assert.deepEqual(
    [24, 25, 40].map((minor) => isRemoved(api, minor)),
    [false, true, true],
  );
  assert.deepEqual(
    [7, 8, 24, 25].map((minor) => isServed(api, minor)),
    [false, true, true, false],
  );
  assert.equal(isRemoved(lifecycleOf("v1", "Pod")!, 99), false);
});

const checkReplacement = (apiVersion: string, kind: string, minors: readonly number[], expected: string | undefined) =>
  assert.equal(replacementFor(lifecycleOf(apiVersion, kind)!, minors)?.apiVersion, expected, `${apiVersion} ${kind} ${minors}`);

test("the replacement that every minor serves", () => {
  checkReplacement("extensions/v1beta1", "Deployment", [30], "apps/v1");
  checkReplacement("extensions/v1beta1", "Ingress", [22, 34], "networking.k8s.io/v1");
  checkReplacement("extensions/v1beta1", "Ingress", [18], "networking.k8s.io/v1beta1");
  checkReplacement("extensions/v1beta1", "Ingress", [18, 22], undefined);
  checkReplacement("policy/v1beta1", "PodDisruptionBudget", [20, 21], undefined);
  checkReplacement("policy/v1beta1", "PodDisruptionBudget", [21, 22], "policy/v1");
  checkReplacement("policy/v1beta1", "PodSecurityPolicy", [24], undefined);
  checkReplacement("networking.k8s.io/v1beta1", "IngressClass", [30], "networking.k8s.io/v1");
  checkReplacement("events.k8s.io/v1beta1", "Event", [25], "events.k8s.io/v1");
  checkReplacement("node.k8s.io/v1beta1", "RuntimeClass", [25], "node.k8s.io/v1");
  checkReplacement("policy/v1beta1", "Eviction", [25], "policy/v1");
  checkReplacement("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema", [27], "flowcontrol.apiserver.k8s.io/v1beta3");
  checkReplacement("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema", [32], "flowcontrol.apiserver.k8s.io/v1");
  checkReplacement("resource.k8s.io/v1alpha3", "ResourceClaim", [34], "resource.k8s.io/v1");
  checkReplacement(
    "admissionregistration.k8s.io/v1alpha1",
    "ValidatingAdmissionPolicy",
    [28],
    "admissionregistration.k8s.io/v1beta1",
  );
  checkReplacement("v1", "ComponentStatus", [30], undefined);
  checkReplacement("apps/v1", "Deployment", [30], undefined);
});

test("the table is sound", () => {
  const rows = lifecycleTable.trim().split("\n");
  const names = new Set(rows.map((row) => row.split(" ").slice(0, 2).join(" ")));
  assert.ok(rows.length > 200 && names.size === rows.length);
  assert.ok(rows.every((row) => row.split(" ").length === 6));
  for (const name of names) {
    const api = lifecycleOf(...(name.split(" ") as [string, string]))!;
    assert.ok(Number.isInteger(api.introduced), name);
    for (const minor of [api.deprecated, api.removed])
      assert.ok(minor === undefined || (Number.isInteger(minor) && minor > api.introduced), name);
    assert.ok((api.removed ?? 99) >= (api.deprecated ?? 0), name);
    if (api.replacement !== undefined) {
      assert.ok(names.has(`${api.replacement} ${api.kind}`), name);
      assert.ok(api.deprecated !== undefined || api.removed !== undefined, name);
    }
  }
});

test("versions", () => {
  assert.deepEqual(["1.34", "v1.34.2", "1.8", "2.1", "1", "1.x", ""].map(minorOf), [
    34,
    34,
    8,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

const checkRename = (apiVersion: string, kind: string, to: string, spec: string, expected: boolean) => {
  const [resource] = resourcesOf(parseDocument(`apiVersion: ${apiVersion}\nkind: ${kind}\nspec: ${spec}`));
  assert.equal(renameIsMechanical(resource!, to), expected, `${apiVersion} ${kind} ${to} ${spec}`);
};

test("renames that change nothing else", () => {
  for (const from of ["apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"]) {
    checkRename(from, "Deployment", "apps/v1", "{ selector: { matchLabels: { a: b } } }", true);
    checkRename(from, "Deployment", "apps/v1", "{}", false);
    checkRename(from, "Deployment", "apps/v1", "{ selector: }", false);
    checkRename(from, "Deployment", "apps/v1", "{ selector: { matchLabels: { a: b } }, rollbackTo: { revision: 1 } }", false);
  }
  const budget = (spec: string, expected: boolean) =>
    checkRename("policy/v1beta1", "PodDisruptionBudget", "policy/v1", spec, expected);
  budget("{ selector: { matchLabels: { a: b } } }", true);
  budget("{ selector: { matchExpressions: [{ key: a, operator: Exists }] } }", true);
  budget("{ selector: {} }", false);
  budget("{ selector: { matchLabels: {} } }", false);
  budget("{ selector: { matchExpressions: [] } }", false);
  budget("{}", true);
  checkRename("batch/v1beta1", "CronJob", "batch/v1", "{}", true);
  checkRename("autoscaling/v2beta2", "HorizontalPodAutoscaler", "autoscaling/v2", "{}", true);
  checkRename("autoscaling/v2beta1", "HorizontalPodAutoscaler", "autoscaling/v2", "{}", false);
  checkRename("networking.k8s.io/v1beta1", "Ingress", "networking.k8s.io/v1", "{}", false);
  checkRename("networking.k8s.io/v1beta1", "IngressClass", "networking.k8s.io/v1", "{}", true);
  checkRename("extensions/v1beta1", "NetworkPolicy", "networking.k8s.io/v1", "{}", true);
  checkRename("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", "apiextensions.k8s.io/v1", "{}", false);
  checkRename("authorization.k8s.io/v1beta1", "SubjectAccessReview", "authorization.k8s.io/v1", "{ group: [a] }", false);
  checkRename("authorization.k8s.io/v1beta1", "SubjectAccessReview", "authorization.k8s.io/v1", "{ user: a }", true);
  checkRename("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", "flowcontrol.apiserver.k8s.io/v1", "{}", true);
  checkRename(
    "flowcontrol.apiserver.k8s.io/v1beta3",
    "PriorityLevelConfiguration",
    "flowcontrol.apiserver.k8s.io/v1",
    "{}",
    false,
  );
  checkRename("rbac.authorization.k8s.io/v1beta1", "Role", "rbac.authorization.k8s.io/v1", "{}", true);
});
