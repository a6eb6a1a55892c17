// The rule in a workspace: beside definitions, before the folder is read, and while somebody types.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { reportFile } from "../../lint/report.ts";
import { indexRules } from "../../lint/rule-set.ts";
import { parseSelection } from "../../policy/select.ts";
import { bundledCatalogue } from "../../schema/bundled.ts";
import { apply, createSnapshot, type Snapshot } from "../../workspace/snapshot.ts";
import { rule } from "./schema-invalid.ts";

const rules = [rule];
const index = indexRules(rules);
const schemas = bundledCatalogue((name) => readFileSync(`schemas/${name}.json`, "utf8"));
const { selection } = parseSelection({ select: [rule.id] }, index);
const empty = createSnapshot({ index, today: "2026-11-25", policy: "none", selection, schemas });

function open(files: Readonly<Record<string, string>>, before: Snapshot = empty, isComplete = true): Snapshot {
  const texts = new Map(Object.entries(files));
  return apply(before, { files: texts, roots: ["/w"], ...(isComplete && { complete: ["/w"] }) }).snapshot;
}

function messages(snapshot: Snapshot, path: string): readonly string[] {
  const { findings, crashes } = reportFile(snapshot, path, rules);
  assert.deepEqual(crashes, []);
  return findings.map(({ finding }) => finding.message);
}

const definition = (type: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  names: { kind: Widget, plural: widgets }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { size: { type: ${type} } } } }
`;
const widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\nsize: 1\n";

test("an edit of a definition judges its resources anew, and nothing else", () => {
  const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: {}\n";
  const first = open({ "/w/crd.yaml": definition("integer"), "/w/widget.yaml": widget, "/w/pod.yaml": pod });
  assert.deepEqual(messages(first, "/w/widget.yaml"), []);
  const pods = reportFile(first, "/w/pod.yaml", rules).parts[0]!.findings;
  assert.equal(pods.length, 1);
  const second = open({ "/w/crd.yaml": definition("string") }, first);
  assert.deepEqual(messages(second, "/w/widget.yaml"), ["`size` must be a string, not an integer: put it in quotes"]);
  assert.equal(reportFile(second, "/w/pod.yaml", rules).parts[0]!.findings, pods);
  assert.deepEqual(messages(open({ "/w/crd.yaml": "" }, second), "/w/widget.yaml"), []);
});

test("Kubernetes' own kinds are judged before the folder is read, others when it is", () => {
  const files = {
    "/w/a.yaml": `${widget}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndatta: {}\n`,
    "/w/crd.yaml": definition("string"),
  };
  const unknown = "Unknown field `datta`, did you mean `data`?";
  const early = open(files, empty, false);
  assert.deepEqual(messages(early, "/w/a.yaml"), [unknown]);
  assert.deepEqual(messages(open({}, early), "/w/a.yaml"), [
    "`size` must be a string, not an integer: put it in quotes",
    unknown,
  ]);
});

test("a Deployment typed letter by letter is never told of keys that are not finished", () => {
  const whole = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet:
              path: /
              port: 8080
`;
  const seen = new Set<string>();
  for (let end = 1; end <= whole.length; end++)
    for (const message of messages(open({ "/w/a.yaml": whole.slice(0, end) }), "/w/a.yaml")) seen.add(message);
  const faults = [...seen].filter((message) => !message.startsWith("Missing "));
  assert.deepEqual(faults, []);
  assert.deepEqual(messages(open({ "/w/a.yaml": whole }), "/w/a.yaml"), []);
});

test("without schemas nothing is said", () => {
  const bare = createSnapshot({ index, today: "2026-11-25", policy: "none", selection });
  assert.deepEqual(messages(open({ "/w/a.yaml": "apiVersion: v1\nkind: Pod\nnonsense: 1\n" }, bare), "/w/a.yaml"), []);
});
