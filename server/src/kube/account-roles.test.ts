// Which roles a service account holds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createUnit } from "../workspace/unit.ts";
import { parseDocument } from "../yaml/parse.ts";
import { bindingsOf, heldRoles, isAdministrative, labelOf } from "./account-roles.ts";
import { factsOf } from "./facts.ts";

const texts = (list: readonly string[]) => list.map((text) => ({ text }));

const rule = (group: string, verb: string, ...names: string[]) => ({
  apiGroups: texts([group]),
  resources: texts(["*"]),
  verbs: texts([verb]),
  resourceNames: texts(names),
});

const binding = (kind: string, name: string, subject: string, role = "ClusterRole, name: edit") =>
  `{ apiVersion: rbac.authorization.k8s.io/v1, kind: ${kind}, metadata: { name: ${name}, namespace: shop }, roleRef: { kind: ${role} }, subjects: [{ ${subject} }] }`;

const check = (subject: string, named: boolean, held: boolean, role?: string) => {
  const facts = factsOf(parseDocument(binding("RoleBinding", "b", subject, role))).resources;
  const unit = createUnit(facts, true);
  const account = { namespace: "shop", name: "web" };
  assert.deepEqual([bindingsOf(unit, account).length > 0, heldRoles(unit, account).length > 0], [named, held], subject);
};

test("who is meant", () => {
  check("kind: ServiceAccount, name: web, namespace: shop", true, true);
  check("kind: ServiceAccount, name: web", true, true);
  check("kind: ServiceAccount, name: web, namespace: staging", false, false);
  check("kind: User, name: 'system:serviceaccount:shop:web'", true, true);
  check("kind: Group, name: 'system:serviceaccounts'", false, true);
  check("kind: Group, name: 'system:serviceaccounts:shop'", false, true);
  check("kind: Group, name: 'system:serviceaccounts:staging'", false, false);
  check("kind: Group, name: web", false, false);
});

test("roles out of sight", () => {
  check("kind: ServiceAccount, name: web", true, false, "ClusterRole, name: elsewhere");
  check("kind: ServiceAccount, name: web", true, false, "Role, name: edit");
  const [facts] = factsOf(
    parseDocument(binding("ClusterRoleBinding", "all", "kind: Group, name: x", "ClusterRole, name: cluster-admin")),
  ).resources;
  assert.equal(labelOf(facts!), "ClusterRoleBinding `all`");
});

test("what is administrative", () => {
  assert.deepEqual(
    [rule("*", "*"), rule("", "*"), rule("apps", "*"), rule("*", "get"), rule("*", "*", "web")].map(isAdministrative),
    [true, true, false, false, false],
  );
});
