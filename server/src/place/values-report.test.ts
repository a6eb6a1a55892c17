// Findings about values files: where they stand, with which sets, what silences them and what puts them right.

import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, fixed, proven, sample, type Sample } from "../../../test/harness/chart.ts";

const pod = (image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: web, image: "${image}" }]\n`;
const chart = (files: Readonly<Record<string, string>>, ...rules: string[]) =>
  sample({ "templates/pod.yaml": pod("{{ .Values.image }}:{{ .Values.tag }}"), ...files }, rules);
const titles = (one: Sample) => one.report.findings.flatMap((finding) => proven(one, finding).fixes.map(({ title }) => title));

test("a slip in a profile: said there, and its fix says what it changes", () => {
  const one = chart({ "values.yaml": "image: web\ntag: 1.0.0\n", "values-prod.yaml": "tga: 1.0.1\n" }, "chart-value-unknown");
  assert.deepEqual(describe(one), ["values-prod.yaml:1 [tga] Nothing reads `tga`, did you mean `tag`? {prod}"]);
  assert.deepEqual(titles(one), [
    "Rename to `tag` in values-prod.yaml, which changes Pod `web`",
    "Remove what nothing reads in values-prod.yaml",
  ]);
  assert.deepEqual(fixed(one), { "values-prod.yaml": "tag: 1.0.1\n" });
});

test("a rename that would bring another object is for a person to choose", () => {
  const files = {
    "values.yaml": "image: web\ntag: 1.0.0\n",
    "values-prod.yaml": "debg: true # for a while\nother: 1\n",
    "templates/more.yaml": "{{ if .Values.debug }}\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: debug }\n{{ end }}\n",
  };
  const one = chart(files, "chart-value-unknown");
  assert.equal(titles(one)[0], "Rename to `debug` in values-prod.yaml, which changes ConfigMap `debug`");
  assert.deepEqual(fixed(one), { "values-prod.yaml": "debg: true # for a while\n" });
});

test("comments silence, overrides and severities count", () => {
  const values = "image: web\ntag: 1.0.0\n";
  const rule = "chart-value-unknown";
  assert.deepEqual(describe(chart({ "values.yaml": `${values}left: 1 # kube-clinic-ignore ${rule}\n` }, rule)), [
    "values.yaml:3 [left] Nothing reads `left` (suppressed)",
  ]);
  assert.deepEqual(describe(chart({ "values.yaml": `# kube-clinic-ignore-file ${rule}\n${values}left: 1\n` }, rule)), [
    "values.yaml:4 [left] Nothing reads `left` (suppressed)",
  ]);
});

test("a value that no file sets: at the action, also in a template that is included; one that some profile sets is none", () => {
  const rule = "chart-value-undefined";
  assert.deepEqual(describe(chart({ "values.yaml": "image: web\n" }, rule)), [
    "templates/pod.yaml:5 [{{ .Values.tag }}] `tag` is set nowhere",
  ]);
  assert.deepEqual(describe(chart({ "values.yaml": "image: web\n", "values-prod.yaml": "tag: 1\n" }, rule)), []);
  assert.deepEqual(describe(chart({ "values.yaml": "image: web\ntag:\n" }, rule)), []);
  const files = {
    "values.yaml": "image: web\n",
    "templates/_image.tpl": '{{ define "image" }}{{ .Values.image }}:{{ .Values.tag }}{{ end }}',
    "templates/pod.yaml": pod("{{ include `image` . }}"),
  };
  assert.deepEqual(describe(chart(files, rule)), ["templates/_image.tpl:1 [{{ .Values.tag }}] `tag` is set nowhere"]);
  assert.deepEqual(
    describe(chart({ "values.yaml": "a: 1\n", "templates/pod.yaml": 'x: {{ printf "%s-x" .Values.name }}\n' }, rule)),
    ['templates/pod.yaml:1 [{{ printf "%s-x" .Values.name }}] `name` is set nowhere'],
  );
});

test("duplicates in any map and list, each fix alone and all together", () => {
  const values = "image: old\nimage: web\nlist:\n  - a: 1\n    a: 2\ntag: 1.0.0\n";
  const one = chart({ "values.yaml": values }, "chart-value-duplicate");
  assert.deepEqual(describe(one), [
    "values.yaml:1 [image] `image` is written again below, and only the last one counts",
    "values.yaml:4 [a] `a` is written again below, and only the last one counts",
  ]);
  assert.deepEqual(fixed(one), { "values.yaml": "image: web\nlist:\n  - a: 2\ntag: 1.0.0\n" });
  assert.deepEqual(fixed(one, ["safe"]), {});
});

test("what repeats the defaults, in every set that uses the file", () => {
  const values = "image: web\ntag: 1.0.0\nmap: { a: [1, 2], b: { c: 1 } }\n";
  const same = "tag: 1.0.0\nmap:\n  a: [1, 2]\n  b: { c: 2 }\n";
  const one = chart({ "values.yaml": values, "values-prod.yaml": same }, "chart-value-redundant");
  assert.deepEqual(describe(one), [
    "values-prod.yaml:1 [tag] `tag` is what the chart's defaults say, too {prod}",
    "values-prod.yaml:3 [a] `map.a` is what the chart's defaults say, too {prod}",
  ]);
  assert.deepEqual(fixed(one), { "values-prod.yaml": "map:\n  b: { c: 2 }\n" });
});

test("what a schema has against a profile shows with that profile", () => {
  const files = {
    "values.yaml": "image: web\ntag: 1.0.0\n",
    "values-prod.yaml": "tag: 1\n",
    "values.schema.json": '{ "properties": { "tag": { "type": "string" } } }',
  };
  assert.deepEqual(describe(chart(files, "chart-values-invalid")), [
    "values-prod.yaml:1 [1] `tag` must be a string, but is a number {prod}",
  ]);
});

test("what repeats a subchart's defaults, and the files before it", () => {
  const files = {
    "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{ name: db, alias: store, version: 1.0.0 }]\n",
    "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
    "charts/db/values.yaml": "size: 1\nmode: { a: 1, b: 2 }\n",
    "values.yaml": "image: web\ntag: 1.0.0\nstore: { mode: { a: 3 } }\n",
    "values-prod.yaml": "store:\n  size: 1\n  mode: { a: 1, b: 2 }\n",
  };
  assert.deepEqual(describe(chart(files, "chart-value-redundant")), [
    "values-prod.yaml:2 [size] `store.size` is what the chart's defaults say, too {prod}",
    "values-prod.yaml:3 [b] `store.mode.b` is what the chart's defaults say, too {prod}",
  ]);
});
