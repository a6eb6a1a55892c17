// By which item of a role's rules a right is given away.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { grantsOf, inWords, isDefaultRole, type Right } from "./rbac-grant.ts";
import { roleOf } from "./rbac.ts";
import { resourcesOf } from "./resource.ts";

const read = (rules: string, kind = "ClusterRole", name = "web") =>
  roleOf(
    resourcesOf(
      parseDocument(`apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: "${name}" }\nrules: [${rules}]`),
    )[0]!,
  )!;

const check = (rules: string, right: Right, expected: readonly string[], kind?: string) => {
  const found = grantsOf(read(rules, kind), right).map(
    ({ node, resources, isNamed }) => `${node.value}: ${resources.join(" ")}${isNamed ? " by name" : ""}`,
  );
  assert.deepEqual(found, expected, rules);
};

const workloads: Right = { targets: { "": ["pods"], apps: ["deployments"] }, verbs: ["create", "patch"] };
const nodes: Right = { targets: { "": ["nodes/proxy", "pods"] }, verbs: ["get"] };

test("the item that grants it", () => {
  check("{ apiGroups: ['', apps], resources: [services, deployments, pods], verbs: [get, patch] }", workloads, [
    "deployments: pods deployments",
  ]);
  check("{ apiGroups: [apps], resources: ['*', pods], verbs: ['*'] }", workloads, ["*: deployments"]);
  check("{ apiGroups: [apps], resources: [pods], verbs: [create] }", workloads, []);
  check("{ apiGroups: [''], resources: [pods], verbs: [get] }", workloads, []);
  check("{ apiGroups: [''], resources: [pods], verbs: [patch], resourceNames: [web] }", workloads, ["pods: pods by name"]);
  check("{ apiGroups: [''], resources: ['*/scale', '*/proxy'], verbs: [get] }", nodes, ["*/proxy: nodes/proxy"]);
  check("{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }", workloads, []);
  check("{ apiGroups: [''], resources: ['*'], verbs: ['*'] }", { ...workloads, named: true }, []);
});

test("what lies in no namespace", () => {
  check("{ apiGroups: [''], resources: ['*'], verbs: [get] }", nodes, ["*: nodes/proxy pods"]);
  check("{ apiGroups: [''], resources: ['*'], verbs: [get] }", nodes, ["*: pods"], "Role");
  check("{ apiGroups: [''], resources: [nodes/proxy], verbs: [get] }", nodes, ["nodes/proxy: nodes/proxy"], "Role");
});

test("names in messages, and the cluster's own roles", () => {
  assert.equal(inWords(["a", "b", "c"]), "`a`, `b`, `c`");
  assert.equal(inWords(["a", "b", "c", "d"]), "`a`, `b` and 2 more");
  assert.ok(isDefaultRole(read("", "ClusterRole", "system:node")) && isDefaultRole(read("", "ClusterRole", "edit")));
  assert.ok(!isDefaultRole(read("", "Role", "edit")) && !isDefaultRole(read("")));
});
