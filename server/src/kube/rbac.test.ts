// Roles, bindings and what a rule grants.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { bindingOf, grants, roleOf } from "./rbac.ts";
import { resourcesOf } from "./resource.ts";

const read = (text: string) => resourcesOf(parseDocument(text))[0]!;
const rbac = "apiVersion: rbac.authorization.k8s.io/v1";

const checkGrant = (resources: string, resource: string, expected: boolean, groups = "['']", group = "", verbs = "[get]") => {
  const role = roleOf(read(`${rbac}\nkind: Role\nrules: [{ apiGroups: ${groups}, resources: ${resources}, verbs: ${verbs} }]`))!;
  assert.equal(grants(role.rules[0]!, { group, resource, verb: "get" }), expected, `${resources} ${resource} ${groups} ${verbs}`);
};

test("what a rule grants", () => {
  checkGrant("[pods]", "pods", true);
  checkGrant("[pods]", "pods/exec", false);
  checkGrant("[pods/exec]", "pods/exec", true);
  checkGrant("[pods/exec]", "pods", false);
  checkGrant("['*']", "pods", true);
  checkGrant("['*']", "pods/exec", true);
  checkGrant("['*/exec']", "pods/exec", true);
  checkGrant("['*/exec']", "pods", false);
  checkGrant("['*/exec']", "pods/log", false);
  checkGrant("['pods/*']", "pods/exec", false);
  checkGrant("['*/*']", "pods/exec", false);
  checkGrant("[secrets, pods]", "pods", true);
  checkGrant("[pods]", "pods", false, "[apps]");
  checkGrant("[pods]", "pods", true, "['*']");
  checkGrant("[deployments]", "deployments", true, "[apps, '']", "apps");
  checkGrant("[pods]", "pods", true, "['']", "", "['*']");
  checkGrant("[pods]", "pods", false, "['']", "", "[list]");
  checkGrant("[pods]", "pods", false, "", "", "[get]");
  checkGrant("pods", "pods", false);
});

test("roles", () => {
  const role = roleOf(
    read(
      `${rbac}\nkind: ClusterRole\naggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: b } }, x] }\nrules:\n- nonResourceURLs: [/metrics]\n  verbs: [get]\n  resourceNames: [one]\n- wrong`,
    ),
  )!;
  assert.equal(role.isCluster, true);
  assert.deepEqual(
    role.rules.map(({ nonResourceURLs, resourceNames }) => [nonResourceURLs[0]?.text, resourceNames[0]?.text]),
    [["/metrics", "one"]],
  );
  assert.equal(role.aggregation?.length, 1);
  assert.equal(roleOf(read(`${rbac}\nkind: Role\naggregationRule: {}`))?.aggregation, undefined);
  assert.deepEqual(roleOf(read(`${rbac}\nkind: Role`))?.rules, []);
  assert.equal(roleOf(read("apiVersion: example.org/v1\nkind: Role")), undefined);
  assert.equal(roleOf(read(`${rbac}\nkind: RoleBinding`)), undefined);
});

test("bindings", () => {
  const binding = bindingOf(
    read(
      `${rbac}\nkind: RoleBinding\nroleRef: { kind: ClusterRole, name: admin }\nsubjects: [{ kind: ServiceAccount, name: web, namespace: shop }, { kind: Group, name: g }]`,
    ),
  )!;
  assert.deepEqual([binding.isCluster, binding.roleRef?.kind, binding.roleRef?.name], [false, "ClusterRole", "admin"]);
  assert.deepEqual(
    binding.subjects.map(({ kind, name, namespace }) => [kind, name, namespace]),
    [
      ["ServiceAccount", "web", "shop"],
      ["Group", "g", undefined],
    ],
  );
  assert.deepEqual(bindingOf(read(`${rbac}\nkind: ClusterRoleBinding`))?.subjects, []);
  assert.equal(bindingOf(read(`${rbac}\nkind: ClusterRoleBinding`))?.roleRef, undefined);
});
