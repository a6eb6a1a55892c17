// Tests the first look at a document.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isAboutToBegin, looksLikeKubernetes, namesKubernetesFile } from "./looks-like.ts";

function check(text: string, expected: boolean): void {
  assert.equal(looksLikeKubernetes(text), expected, JSON.stringify(text));
}

test("Kubernetes objects are recognised in any spelling", () => {
  check("apiVersion: v1\nkind: Pod\n", true);
  check("# first\r\n---\r\nkind: Pod\r\nmetadata: {}\r\napiVersion: v1\r\n", true);
  check("apiVersion: v1\nkind:", true);
  check("\"apiVersion\": v1\n'kind': Pod\n", true);
  check('{\n  "apiVersion": "v1",\n  "kind": "Pod"\n}', true);
  check('{"apiVersion":"v1","kind":"Pod"}', true);
  check("items:\n  - apiVersion: v1\n    kind: Pod\n", true);
});

test("other documents are not", () => {
  check("", false);
  check("on: push\njobs: {}\n", false);
  check("kind: Pod\n", false);
  check("apiVersion: v2\nname: chart\n", false);
  check("text: apiVersion and kind\n", false);
  check("myapiVersion: 1\nmykind: 2\n", false);
});

test("some names are enough", () => {
  const names = ["/a/Chart.yaml", "/kustomization.yaml", "/a/b/kustomization.yml", "/kube-clinic.yaml", "/.kube-clinic.yaml"];
  for (const name of names) assert.ok(namesKubernetesFile(name), name);
  for (const name of ["/a/chart.yaml", "/my-kube-clinic.yaml", "/Chart.yaml/x.yaml"]) assert.ok(!namesKubernetesFile(name), name);
});

test("an empty document may become one", () => {
  for (const text of ["", "\n", "---\n", "# mine\n\n", "# mine\n---\n", "apiV", "Dep\n", "---\r\nki"])
    assert.ok(isAboutToBegin(text), text);
  for (const text of ["on: push\n", "a: 1", "- a", "name: x\n---\n", "two words"]) assert.ok(!isAboutToBegin(text), text);
});
