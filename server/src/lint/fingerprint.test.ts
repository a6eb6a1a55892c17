// Fingerprints: what they survive, and what they tell apart.

import assert from "node:assert/strict";
import { test } from "node:test";
import { resourcesOf } from "../kube/resource.ts";
import { at, pathTo } from "../yaml/access.ts";
import { parseDocument } from "../yaml/parse.ts";
import type { Finding } from "./finding.ts";
import { fingerprintsOf, keyPath } from "./fingerprint.ts";

type Path = readonly (string | number)[];

/** A finding on the node at a path of the first resource; steps that are not there are missing. */
function findingIn(text: string, path: Path, change: Partial<Finding> = {}): Finding {
  const document = parseDocument(text);
  const [resource] = resourcesOf(document);
  assert.ok(resource);
  let depth = path.length;
  while (!at(resource.node, path.slice(0, depth))) depth--;
  const node = at(resource.node, path.slice(0, depth));
  assert.ok(node && pathTo(node).length >= 0);
  const missing = path.slice(depth).map(String);
  const rest = {
    container: undefined,
    related: [],
    fixes: [],
    tags: [],
    kubernetes: undefined,
    absent: missing.length > 0,
  } as const;
  return {
    start: node.start,
    end: node.end,
    rule: "r",
    severity: "error",
    message: "m",
    node,
    missing,
    resource,
    ...rest,
    ...change,
  };
}

function fingerprint(text: string, path: Path, change?: Partial<Finding>, file = "a.yaml"): string {
  return fingerprintsOf([findingIn(text, path, change)], file)[0] ?? "";
}

const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      containers:
        - name: web
          image: web:1
          ports: [{ containerPort: 80 }]
          args: [--a, --b]
        - name: side
          image: side:1
`;
const image = ["spec", "template", "spec", "containers", 0, "image"];

test("it is twenty hex digits, the same for ever", () => {
  assert.equal(fingerprint(web, image), "bc2e949d4ce2ea4d8192");
});

test("it survives moved lines, messages, severities, versions and other writing", () => {
  const same = (text: string, path: Path = image, change?: Partial<Finding>) =>
    assert.equal(fingerprint(text, path, change), fingerprint(web, image), text);
  same(`# moved\n\n${web}`);
  same(web.replace("apps/v1", "apps/v1beta1"));
  same(web.replace("- name: web\n", "- name: web\n          # why\n"));
  same(web.replace("web:1", "web:2"));
  same(web, image, { message: "other", severity: "info" });
  same(web.replace(/( {8}- name: web[^]*)( {8}- name: side[^]*)/, "$2$1"), [
    "spec",
    "template",
    "spec",
    "containers",
    1,
    "image",
  ]);
  same(`apiVersion: v1\nkind: List\nitems:\n- {}\n- ${web.trimEnd().replaceAll("\n", "\n  ")}\n`);
  same(
    JSON.stringify({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "shop" },
      spec: { template: { spec: { containers: [{ image: "web:1", name: "web" }] } } },
    }),
  );
});

test("it tells apart rules, files, resources, containers and keys", () => {
  const all = [
    fingerprint(web, image),
    fingerprint(web, image, { rule: "s" }),
    fingerprint(web, image, {}, "b.yaml"),
    fingerprint(web.replace("apps/v1", "example.com/v1"), image),
    fingerprint(web.replace("kind: Deployment", "kind: StatefulSet"), image),
    fingerprint(web.replace("name: web,", "name: api,"), image),
    fingerprint(web.replace("shop", "other"), image),
    fingerprint(web, image.with(4, 1)),
    fingerprint(web, image.with(5, "name")),
    fingerprint(web, image.with(5, "resources")),
  ];
  assert.equal(new Set(all).size, all.length);
});

test("equal ones are numbered", () => {
  const finding = findingIn(web, image);
  const [first, second] = fingerprintsOf([finding, finding], "a.yaml");
  assert.equal(first, fingerprint(web, image));
  assert.notEqual(first, second);
});

test("a missing key is the same, whether its parent is written or not", () => {
  const path = [...image.slice(0, 5), "securityContext", "privileged"];
  const empty = web.replace("image: web:1", "image: web:1\n          securityContext: {}");
  assert.equal(fingerprint(web, path), fingerprint(empty, path));
});

test("items of lists are named by what tells them apart", () => {
  const containers = ["spec", "template", "spec", "containers", "name=web"];
  const cases: readonly (readonly [Path, readonly string[]])[] = [
    [image, [...containers, "image"]],
    [
      [...image.slice(0, 5), "ports", 0, "protocol"],
      [...containers, "ports", "containerPort=80", "protocol"],
    ],
    [
      [...image.slice(0, 5), "args", 1],
      [...containers, "args", "--b"],
    ],
    [
      ["metadata", "labels"],
      ["metadata", "labels"],
    ],
    [[], []],
  ];
  for (const [path, expected] of cases) assert.deepEqual(keyPath(findingIn(web, path)), expected);
});

test("a finding on a document without a resource has one, too", () => {
  const { root } = parseDocument("a: { b: 1 }");
  const node = at(root, ["a", "b"]);
  assert.ok(node);
  assert.match(fingerprintsOf([{ ...findingIn(web, image), resource: undefined, node }], "a.yaml")[0] ?? "", /^[0-9a-f]{20}$/);
});
