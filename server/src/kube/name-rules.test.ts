// Tests which names Kubernetes accepts, by what is named.

import assert from "node:assert/strict";
import { test } from "node:test";
import { objectName, objectOwner, type Name, type NameType } from "./name.ts";
import { whyNoName } from "./name-rules.ts";

function check(name: Name, good: readonly string[], bad: readonly string[]): void {
  for (const text of good) assert.equal(whyNoName(name, text), undefined, text);
  for (const text of ["", ...bad]) assert.ok(whyNoName(name, text), `${JSON.stringify(text)} is accepted`);
}

const object = (group: string, kind: string) => objectName(objectOwner(group, kind, undefined, "x"));
const part = (type: NameType): Name => ({ ...object("apps", "Deployment"), type, part: "x" });

test("objects", () => {
  check(
    object("", "ConfigMap"),
    ["a", "web-1", "a.b-c.d", "1a", "a".repeat(253)],
    ["A", "-a", "a-", "a..b", "a_b", "a b", "a".repeat(254)],
  );
  check(object("", "Service"), ["web", "a1", "a".repeat(63)], ["1a", "a.b", "a".repeat(64)]);
  check(object("", "Namespace"), ["1a"], ["a.b", "a".repeat(64)]);
  check(
    object("rbac.authorization.k8s.io", "Role"),
    ["system:web", "A_b"],
    ["a/b", "a%b", ".", "..", "a b", 'a"b', "a\\b", "a'b"],
  );
});

test("parts of objects", () => {
  check(part("entry"), ["app.ini", ".env", "A_b-1"], ["a/b", "..a", ".", "a b"]);
  check(part("podPort"), ["http", "a-1", "x".repeat(15)], ["80", "a--b", "HTTP", "-a", "x".repeat(16)]);
  check(part("port"), ["http", "80", "a".repeat(63)], ["a.b", "HTTP"]);
  check(part("volume"), ["data", "0"], ["a.b", "a".repeat(64)]);
});
